import { ts } from '../../engine/syntax.ts';
import { ElemKind, none, Op, roles, type Block, type FunctionBody, type Role } from './ir.ts';

/** The function in words, a line per instruction, for tests and for looking at. */
export function printFunction(body: FunctionBody): string {
  const byBlock = body.blocks.map((): number[] => []);
  for (let value = 0; value < body.size; value++) byBlock[body.block(value)]?.push(value);
  const lines = body.blocks.flatMap((block, index) => {
    const values = inOrder(body, byBlock[index] ?? []);
    if (values.length === 0 && block.preds.length === 0 && index > 0) return [];
    return [...heading(body, block, index), ...values.map((value) => `  ${printValue(body, value)}`), ...ending(block)];
  });
  return lines.join('\n');
}

function inOrder(body: FunctionBody, values: readonly number[]): readonly number[] {
  const isFirst = (value: number): boolean => body.op(value) === Op.Phi;
  const kept = values.filter((value) => body.op(value) !== Op.Nop);
  return [...kept.filter(isFirst), ...kept.filter((value) => !isFirst(value))];
}

function heading(body: FunctionBody, block: Block, index: number): readonly string[] {
  if (body.blocks.length === 1) return [];
  return [
    `b${String(index)}:${block.preds.length > 0 ? ` from ${block.preds.map((pred) => `b${String(pred)}`).join(' ')}` : ''}`,
  ];
}

function ending({ succs, cond }: Block): readonly string[] {
  if (succs.length === 0) return [];
  const targets = succs.map((each) => `b${String(each)}`).join(' ');
  return [cond === none ? `  -> ${targets}` : `  if %${String(cond)} -> ${targets}`];
}

/** One instruction, such as `%3 = Call %1 this %0 (%2)`. */
export function printValue(body: FunctionBody, value: number): string {
  const op = body.op(value);
  const role = roles[op];
  if (role === undefined) return '?';
  const operands = [
    operand(body, role[1], body.a(value)),
    op === Op.Call || op === Op.Tag ? thisOperand(body.b(value)) : operand(body, role[2], body.b(value)),
    operand(body, role[3], body.c(value)),
    ...details(body, value),
  ];
  const region = body.region(value) === 0 ? '' : ` in r${String(body.region(value))}`;
  return [`%${String(value)} = ${role[0]}`, ...operands].filter((part) => part !== '').join(' ') + region;
}

function thisOperand(value: number): string {
  return value === none ? '' : `this %${String(value)}`;
}

function operand(body: FunctionBody, role: Role, number: number): string {
  if (number === none && role === 'value') return '';
  switch (role) {
    case 'value':
      return `%${String(number)}`;
    case 'constant':
      return constant(body, number);
    case 'list':
      return `(${[...body.list(number)].map(item).join(' ')})`;
    case 'constants':
      return number === none ? '' : `{${[...body.list(number)].map((each) => body.text(each)).join(' ')}}`;
    case 'holes':
      return `(${[...body.list(number)].map((each, at) => (at % 2 === 0 ? constant(body, each) : item(each))).join(' ')})`;
    case 'pairs':
      return pairs(body, number);
    default:
      return '';
  }
}

function item(value: number): string {
  return value === none ? '_' : `%${String(value)}`;
}

function constant(body: FunctionBody, index: number): string {
  const value = body.constants[index];
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function pairs(body: FunctionBody, list: number): string {
  const parts: string[] = [];
  for (let at = 0; at < body.listLength(list); at += 2) {
    const key = body.listItem(list, at);
    const value = item(body.listItem(list, at + 1));
    if (key === -1) parts.push(`...${value}`);
    else parts.push(`${key < -1 ? `[%${String(-2 - key)}]` : body.text(key)}: ${value}`);
  }
  return `{${parts.join(', ')}}`;
}

/** What operands that are neither values nor constants say. */
function details(body: FunctionBody, value: number): readonly string[] {
  const [a, b, c] = [body.a(value), body.b(value), body.c(value)];
  switch (body.op(value)) {
    case Op.Param:
      return [String(a), b === 1 ? 'rest' : ''];
    case Op.Func:
      return [`f${String(a)}`];
    case Op.Class:
      return [shape(body, b)];
    case Op.Catch:
      return [`r${String(a)}`];
    case Op.Bin:
    case Op.Un:
      return [isSyntaxKind(c) ? (ts.tokenToString(c) ?? '') : ''];
    case Op.Free:
    case Op.SetFree:
      return [`hops ${String(a)}`];
    case Op.Elem:
      return [c === ElemKind.Of ? '' : c === ElemKind.In ? 'in' : 'await'];
    case Op.Rest:
      return [c === none ? '' : `from ${String(c)}`];
    case Op.Pi:
      return [c === 1 ? 'true' : 'false'];
    case Op.Phi:
      return [c === 1 ? 'unordered' : ''];
    case Op.Import:
      return [c === 1 ? 'promise' : ''];
    case Op.Typed:
      return [c === 1 ? 'promise' : ''];
    case Op.Yield:
      return [c === 1 ? 'each' : ''];
    default:
      return [];
  }
}

function isSyntaxKind(kind: number): kind is ts.SyntaxKind {
  return kind in ts.SyntaxKind;
}

function shape(body: FunctionBody, index: number): string {
  const { name, members, decorators } = body.classes[index] ?? { name: '', members: [], decorators: [] };
  const parts = members.map((member) =>
    [
      ...member.decorators.map((each) => `@${item(each)}`),
      member.isStatic ? 'static' : '',
      member.kind,
      member.name ?? '[]',
      member.value === none ? '' : item(member.value),
      member.type === none ? '' : `: ${item(member.type)}`,
      ...member.parameterDecorators.map(([at, each]) => `${String(at)}@${item(each)}`),
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
  return [...decorators.map((each) => `@${item(each)}`), name ?? '', `{${parts.join('; ')}}`].join(' ');
}
