/** What stands in a page, without a browser: enough to follow its links and to see what it says. */
export type Read = {
  readonly title: string;
  readonly headings: readonly string[];
  readonly links: readonly { readonly text: string; readonly href: string }[];
  readonly words: string;
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const decoded = (text: string): string => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!);

const textOf = (html: string): string =>
  decoded(
    html
      .replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ')
      .replace(/<span class="nhsuk-u-visually-hidden">(?:minus|plus) <\/span>/g, '')
      .replace(/<\/?(?:span|a|strong|time)\b[^>]*>/g, '')
      .replace(/<[^>]*>/g, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();

export function read(html: string): Read {
  return {
    title: textOf(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? ''),
    headings: [...html.matchAll(/<h1\b[^>]*>(.*?)<\/h1>/gs)].map(([, inner]) => textOf(inner!)),
    links: [...html.matchAll(/<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, href, inner]) => ({
      text: textOf(inner!),
      href: decoded(href!),
    })),
    words: textOf(/<body>(.*)<\/body>/s.exec(html)?.[1] ?? ''),
  };
}
