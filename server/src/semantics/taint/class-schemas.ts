import { ts } from '../../engine/syntax.ts';
import { type Harm, ofChoice } from '../libraries/untrusted/model.ts';
import { isFunctionNode, propertyNameText, unwrap } from '../nodes.ts';
import { isAllowList } from './patterns.ts';
import type { SchemaQuestions } from './schemas.ts';
import { needsObject } from './steps.ts';

/** Decorators of class-validator after which a field does no harm. */
const harmless =
  /^(?:IsInt|IsNumber|IsNumberString|IsPositive|IsNegative|IsDate|IsDateString|IsISO8601|IsBoolean|IsBooleanString|IsEnum|IsIn|IsUUID|IsEmail|IsAlpha|IsAlphanumeric|IsMongoId|IsHexadecimal|IsIP|IsPort|Equals|Validate|IsSlug)$/;
const ofText = /^(?:IsString|Length|MinLength|MaxLength|Matches|Contains|IsUrl|IsJWT|IsPhoneNumber)$/;

/** Whether the class of a handler's parameter, by which a pipe checks what comes in, rules the harm out for the field that is read. */
export function isCheckedByClass(
  fn: ts.Node,
  [field]: readonly string[],
  harm: Harm,
  schemas: SchemaQuestions,
): boolean {
  if (field === undefined || !isFunctionNode(fn) || !ts.isMethodDeclaration(fn) || ofChoice.has(harm)) return false;
  return fn.parameters.some((parameter) => {
    const isBound = (ts.getDecorators(parameter) ?? []).some(({ expression }) =>
      /^(?:Body|Query|Param|MessageBody)\(\s*(?:new ValidationPipe\b.*)?\)$/s.test(expression.getText()),
    );
    const declared = isBound ? classOf(parameter, schemas) : undefined;
    return (
      declared?.members.some((member) => propertyNameText(member.name) === field && rulesOut(member, harm)) ?? false
    );
  });
}

/** Decorators that only describe a field, or turn it into something. */
const describing = /^(?:Api\w*|Expose|Exclude|Transform|Type)$/;

/** Whether the type is a class of the project whose fields have no decorator by which they could be checked. */
export function hasBareClass(parameter: ts.ParameterDeclaration, schemas: SchemaQuestions): boolean {
  const declared = classOf(parameter, schemas);
  if (declared === undefined || declared.heritageClauses !== undefined || declared.members.length === 0) return false;
  return declared.members.every(
    (member) =>
      ts.isPropertyDeclaration(member) &&
      (ts.getDecorators(member) ?? []).every(({ expression }) =>
        describing.test((ts.isCallExpression(expression) ? expression.expression : expression).getText()),
      ),
  );
}

function classOf({ type }: ts.ParameterDeclaration, schemas: SchemaQuestions): ts.ClassLikeDeclaration | undefined {
  if (type === undefined || !ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return undefined;
  return schemas.classNamed(type.typeName);
}

const rulesOut = (member: ts.ClassElement, harm: Harm): boolean =>
  ts.isPropertyDeclaration(member) &&
  (ts.getDecorators(member) ?? []).some(({ expression }) => {
    const call = unwrap(expression);
    if (!ts.isCallExpression(call)) return false;
    const name = call.expression.getText();
    if (harmless.test(name)) return true;
    if (needsObject.has(harm)) return ofText.test(name);
    const [pattern] = call.arguments;
    return (
      name === 'Matches' && pattern !== undefined && ts.isRegularExpressionLiteral(pattern) && isAllowList(pattern.text)
    );
  });
