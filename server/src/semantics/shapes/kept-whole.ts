import type { ts } from '../../engine/syntax.ts';
import type { EvidenceQuestions } from './asked-for.ts';
import { elementOfList } from './elements.ts';
import { evidenceAt } from './evidence.ts';
import { type InputField, isHandedOn } from './input-fields.ts';
import { hasPart, isOpen, loose, nullable, type Shape, withoutNull } from './shape.ts';

/**
 * Objects that go on as they are to where nobody says what is taken keep what else they hold: a schema of the fields that
 * are known would take the others away.
 */
export function keptWhole(shape: Shape, field: InputField, questions: EvidenceQuestions): Shape {
  const { shape: kept, isNullable } = withoutNull(shape);
  if (!hasPart(kept, ({ is }) => is === 'object')) return shape;
  const isLost = (use: ts.Expression): boolean => isHandedOn(use) && isTakenByNobody(use, questions);
  const whole = [...field.uses, ...field.replaced].some(isLost) ? loose(kept) : keptInParts(kept, field, questions);
  return isNullable ? nullable(whole) : whole;
}

/** Nothing says what the place takes, or it takes anything. */
function isTakenByNobody(use: ts.Expression, questions: EvidenceQuestions): boolean {
  const { shape } = evidenceAt(use, questions);
  return shape === undefined || hasPart(shape, isOpen);
}

/** The same for what it holds. */
export function keptInParts(
  shape: Shape,
  field: Pick<InputField, 'uses' | 'fields'>,
  questions: EvidenceQuestions,
): Shape {
  if (shape.is === 'list') return { is: 'list', of: keptWhole(shape.of, elementOfList(field), questions) };
  if (shape.is !== 'object') return shape;
  const fields = shape.fields.map((part) => {
    const read = field.fields.find(({ name }) => name === part.name);
    return read ? { ...part, shape: keptWhole(part.shape, read, questions) } : part;
  });
  return { ...shape, fields };
}
