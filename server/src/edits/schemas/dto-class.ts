import { type Field, isOpen, type Shape, withoutNull } from '../../semantics/shapes/shape.ts';
import type { FileStyle } from '../style.ts';
import { capital, singular } from './route-words.ts';
import { guid, keyIn, literalIn, quotedIn } from './printing.ts';

/** How class-validator asks for a shape, and what TypeScript calls it. */
interface Property {
  readonly decorators: readonly string[];
  readonly type: string;
}

/** Classes whose decorators check a shape. */
export interface DtoClasses {
  /** Declarations, those before that others need. */
  readonly texts: readonly string[];
  /** What they take from class-validator, and from class-transformer. */
  readonly checks: ReadonlySet<string>;
  readonly transforms: ReadonlySet<string>;
}

export interface DtoWriting {
  readonly style: FileStyle;
  /** `!` where the compiler asks for a value of each property. */
  readonly mark: '' | '!';
}

/** Undefined where class-validator cannot say what the shape says. */
export function dtoClasses(name: string, shape: Shape, writing: DtoWriting): DtoClasses | undefined {
  const classes = new Classes(writing);
  return classes.declare(name, shape) ? classes : undefined;
}

/** The decorators of a property that a class has already. */
export function dtoDecorators(field: Field, writing: DtoWriting): (DtoClasses & Property) | undefined {
  const classes = new Classes(writing);
  const property = classes.property(field, '');
  return property && classes.texts.length === 0 ? Object.assign(classes, property) : undefined;
}

class Classes implements DtoClasses {
  readonly texts: string[] = [];
  readonly checks = new Set<string>();
  readonly transforms = new Set<string>();
  readonly #writing: DtoWriting;

  constructor(writing: DtoWriting) {
    this.#writing = writing;
  }

  declare(name: string, shape: Shape): boolean {
    // The pipe takes other fields away.
    if (shape.is !== 'object' || shape.fields.length === 0 || shape.isLoose) return false;
    const members: string[] = [];
    for (const field of shape.fields) {
      const property = this.property(field, name);
      if (property === undefined) return false;
      members.push(this.#member(field, property));
    }
    const { lineEnd } = this.#writing.style;
    this.texts.push(`class ${name} {${lineEnd}${members.join(lineEnd + lineEnd)}${lineEnd}}`);
    return true;
  }

  property({ name, shape, isOptional }: Field, owner: string): Property | undefined {
    const { shape: kept, isNullable } = withoutNull(shape);
    const asked = this.#asked(kept, owner + capital(name));
    if (asked === undefined) return undefined;
    const loose = isOptional ? [this.#check('IsOptional')] : isNullable ? [this.#unlessNull(name)] : [];
    return { decorators: [...loose, ...asked.decorators], type: isNullable ? `${asked.type} | null` : asked.type };
  }

  #member({ name, isOptional }: Field, { decorators, type }: Property): string {
    const { style, mark } = this.#writing;
    const declared = `${keyIn(style, name)}${isOptional ? '?' : mark}: ${type}${style.semicolon}`;
    return [...decorators, declared].map((line) => style.indent + line).join(style.lineEnd);
  }

  #asked(shape: Shape, name: string): Property | undefined {
    switch (shape.is) {
      case 'text':
        return { decorators: this.#ofText(shape), type: 'string' };
      case 'number':
        return { decorators: [this.#check(shape.isWhole ? 'IsInt' : 'IsNumber')], type: 'number' };
      case 'boolean':
        return { decorators: [this.#check('IsBoolean')], type: 'boolean' };
      case 'any':
      case 'unknown':
        return { decorators: [this.#check('Allow')], type: shape.is };
      case 'record':
        return isOpen(shape.of) ? { decorators: [this.#check('IsObject')], type: 'Record<string, any>' } : undefined;
      case 'literal':
      case 'union':
        return this.#ofLiterals(shape.is === 'union' ? shape.of : [shape]);
      case 'list':
        return this.#ofList(shape.of, name);
      case 'object':
        return this.#nested(shape, name);
      default:
        return undefined;
    }
  }

  #ofText({ format, min, max }: Extract<Shape, { is: 'text' }>): readonly string[] {
    // Databases take ids of any version, which `IsUUID` does not.
    if (format === 'uuid') return [this.#check('Matches', `/${guid}/`)];
    const kind = this.#check(format === 'email' ? 'IsEmail' : 'IsString');
    const least = min === undefined || format === 'email' ? [] : [this.#check('MinLength', String(min))];
    return [kind, ...least, ...(max === undefined ? [] : [this.#check('MaxLength', String(max))])];
  }

  #ofLiterals(parts: readonly Shape[]): Property | undefined {
    const written = parts.flatMap((part) =>
      part.is === 'literal' ? [literalIn(this.#writing.style, part.value)] : [],
    );
    if (written.length === 0 || written.length < parts.length) return undefined;
    return { decorators: [this.#check('IsIn', `[${written.join(', ')}]`)], type: written.join(' | ') };
  }

  #ofList(of: Shape, name: string): Property | undefined {
    const element = this.#asked(of, singular(name));
    if (element === undefined || of.is === 'list') return undefined;
    const each = element.decorators.flatMap((decorator) => ofEach(decorator) ?? []);
    if (each.length < element.decorators.length) return undefined;
    const type = /[^\w]/.test(element.type) ? `Array<${element.type}>` : `${element.type}[]`;
    return { decorators: [this.#check('IsArray'), ...each], type };
  }

  #nested(shape: Shape, name: string): Property | undefined {
    if (!this.declare(name, shape)) return undefined;
    this.transforms.add('Type');
    return { decorators: [this.#check('IsObject'), this.#check('ValidateNested'), `@Type(() => ${name})`], type: name };
  }

  #unlessNull(name: string): string {
    const { style } = this.#writing;
    const access = keyIn(style, name) === name ? `given.${name}` : `given[${quotedIn(style, name)}]`;
    return this.#check('ValidateIf', `(given) => ${access} !== null`);
  }

  #check(name: string, argument = ''): string {
    this.checks.add(name);
    return `@${name}(${argument})`;
  }
}

/** `@IsString({ each: true })` */
function ofEach(decorator: string): string | undefined {
  if (/^@(?:Type|Allow)\b/.test(decorator)) return decorator;
  if (/^@ValidateIf\b/.test(decorator)) return undefined;
  const [, name = '', argument = ''] = /^@(\w+)\((.*)\)$/s.exec(decorator) ?? [];
  // These take options of their own first.
  if (name === 'IsNumber' || name === 'IsEmail') return `@${name}({}, { each: true })`;
  return `@${name}(${argument === '' ? '' : `${argument}, `}{ each: true })`;
}
