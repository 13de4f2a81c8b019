import { schema, type EventSchema, type Fact, type IsoDate, type Pence } from '#kernel';

type OfScheme = { scheme: string; holder: string; commissioner: string };

export type ServiceEvent =
  | Fact<
      'ServiceStarted',
      OfScheme & {
        from: IsoDate;
        case?: string;
        provider?: string;
        expectedCostPence?: Pence;
        expectedSavingPence?: Pence;
      }
    >
  | Fact<'ServiceStopped', OfScheme & { lastDay: IsoDate; because: string }>;

export const serviceSchemas = {
  ServiceStarted: schema(),
  ServiceStopped: schema(),
} satisfies Record<ServiceEvent['type'], EventSchema>;
