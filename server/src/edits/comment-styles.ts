/** How a comment opens and closes on a line of its own. */
export interface CommentStyle {
  readonly open: string;
  readonly close: string;
}

const hash: CommentStyle = { open: '# ', close: '' };
const slashes: CommentStyle = { open: '// ', close: '' };
const block: CommentStyle = { open: '/* ', close: ' */' };
const markup: CommentStyle = { open: '<!-- ', close: ' -->' };
const dashes: CommentStyle = { open: '-- ', close: '' };
const semicolon: CommentStyle = { open: '; ', close: '' };

const byExtension: ReadonlyMap<string, CommentStyle> = new Map(
  (
    [
      ['yml yaml toml sh bash zsh fish ps1 properties conf cfg tf tfvars hcl py rb pl r ex exs cr nim graphql', hash],
      ['pem key crt pub gitignore dockerignore npmrc yarnrc editorconfig mk cmake', hash],
      [
        'jsonc json5 code-workspace go java kt kts scala swift rs c h cc cpp hpp cs php dart groovy gradle proto',
        slashes,
      ],
      ['prisma scss sass less styl sol zig', slashes],
      ['css pcss', block],
      ['html htm xhtml xml xsd xsl plist csproj props targets md markdown vue svelte astro hbs', markup],
      ['sql lua hs elm', dashes],
      ['ini reg', semicolon],
    ] as const
  ).flatMap(([extensions, style]) => extensions.split(' ').map((extension) => [extension, style] as const)),
);

const byName: readonly (readonly [RegExp, CommentStyle])[] = [
  [/^\.env(?:\.|$)|^(?:docker|container)file(?:\.|$)|^(?:make|proc|gem|rake|vagrant)file$|^\.\w+rc$/i, hash],
  [/^[jt]sconfig.*\.json$|^deno\.json$|^\.(?:eslintrc|swcrc|babelrc)(?:\.json)?$/, slashes],
  [/^jenkinsfile$/i, slashes],
];

/** Undefined for texts that have no comments, or of which nobody knows. */
export function commentStyleOf(file: string, text: string, offset: number): CommentStyle | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const named = byName.find(([pattern]) => pattern.test(name))?.[1];
  if (named !== undefined) return named;
  if (file.includes('/.vscode/') && name.endsWith('.json')) return slashes;
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return partOf(extension, text, offset) ?? byExtension.get(extension);
}

/** Components and pages hold scripts and style sheets, which have comments of their own. */
function partOf(extension: string, text: string, offset: number): CommentStyle | undefined {
  if (!/^(?:vue|svelte|astro|html?)$/.test(extension)) return undefined;
  const before = text.slice(0, offset);
  if (extension === 'astro' && /^---\r?\n/.test(before) && before.indexOf('\n---') === -1) return slashes;
  const isIn = (tag: string): boolean => before.lastIndexOf(`<${tag}`) > before.lastIndexOf(`</${tag}`);
  if (isIn('script')) return slashes;
  return isIn('style') ? block : undefined;
}
