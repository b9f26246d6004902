import { ts } from '../../engine/syntax.ts';
import { type Harm, ofChoice } from '../libraries/untrusted/model.ts';
import { memberName, unwrap } from '../nodes.ts';
import { isAllowList } from './patterns.ts';
import { needsObject } from './steps.ts';

/** What rules of express-validator let through that do no harm, by the names of their calls. */
const harmlessRules =
  /^(?:isInt|isFloat|isNumeric|isDecimal|isUUID|isEmail|isIn|isAlpha|isAlphanumeric|isMongoId|isBoolean|isISO8601|isDate|isHexadecimal|isSlug|isPort|isIP|isMobilePhone|isPostalCode|isCreditCard|isCurrency|isLocale|isISO31661Alpha2|isRFC3339|isTime|isSemVer|isJWT|isHash|isMD5|isLatLong|isFQDN|equals|toInt|toFloat|toBoolean|toDate|custom|customSanitizer)$/;
/** What makes or asks for a text. */
const textRules =
  /^(?:isString|isLength|isEmpty|notEmpty|trim|escape|toString|normalizeEmail|stripLow|whitelist|blacklist|isURL|matches|contains)$/;

/** Whether a rule of express-validator, `body('id').isUUID()`, rules the harm out for the field that is read. */
export function fieldIsChecked(given: ts.Expression, part: RegExp, [field]: readonly string[], harm: Harm): boolean {
  if (field === undefined || ofChoice.has(harm)) return false;
  const calls: ts.CallExpression[] = [];
  let node = unwrap(given);
  while (ts.isCallExpression(node)) {
    calls.unshift(node);
    const callee = unwrap(node.expression);
    node = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : callee;
  }
  const [first, ...rules] = calls;
  if (first === undefined || !ts.isIdentifier(node) || !(part.test(node.text) || node.text === 'check')) return false;
  const [name] = first.arguments;
  const names = name === undefined ? [] : ts.isArrayLiteralExpression(name) ? name.elements : [name];
  if (!names.some((each) => ts.isStringLiteralLike(each) && each.text === field)) return false;
  return rules.some((rule) => rulesOut(rule, harm));
}

function rulesOut(rule: ts.CallExpression, harm: Harm): boolean {
  const name = memberName(unwrap(rule.expression)) ?? '';
  if (harmlessRules.test(name)) return true;
  if (needsObject.has(harm)) return textRules.test(name);
  if (name === 'escape') return harm === 'html' || harm === 'xml';
  const [pattern] = rule.arguments;
  return (
    name === 'matches' && pattern !== undefined && ts.isRegularExpressionLiteral(pattern) && isAllowList(pattern.text)
  );
}
