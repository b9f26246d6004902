import { any, type Shape, text, unionOf, unsaid } from './shape.ts';

/** Names that say by themselves that a text is meant. */
const texts =
  /^(?:e?mail|\w*(?:[Nn]ame|[Tt]itle|[Ee]mail|[Pp]hone|[Aa]ddress|[Dd]escription|[Mm]essage|[Ss]ubject|[Nn]otes?|[Cc]omment|[Uu]rl|[Ss]lug|[Cc]ity|[Cc]ountry|[Pp]assword|[Tt]oken|[Ll]abel|[Rr]eason|[Bb]io|[Tt]ext|[Tt]ype|[Cc]aption|[Ww]ebsite|[Ll]ink)|content|text|body|prompt|color|icon|category|status|type|role|lang(?:uage)?|locale|currency|query|provider|model|action|event)$/;
/** The same in Spanish, Portuguese, French and German. */
const otherTexts =
  /^(?:\w+_)?(?:nombre|apellidos?|t[ií]tulo|descripcion|mensaje|telefono|motivo|observaciones|asunto|direccion|ciudad|contrasena|comentario|nome|sobrenome|descricao|mensagem|telefone|observac(?:ao|oes)|assunto|endereco|bairro|cidade|senha|nom|prenom|titre|telephone|adresse|ville|commentaire|titel|beschreibung|nachricht|telefon|betreff|stadt|kommentar)$/i;
const switches =
  /^(?:is|has|can|should|allow|enable|disable)(?:[A-Z]|_)|^(?:enabled|active|verified|published|archived|completed|ativo|activo|actif|aktiv)$/;

/** Ids and amounts: forms send them as texts, programs as numbers, and tables take both. */
const scalars =
  /^(?:\w*(?:Id|ID|_id)|id|\w*(?:[Pp]rice|[Aa]mount|[Tt]otal|[Qq]uantity|[Cc]ount|[Rr]ating|[Ss]core|[Dd]uration|[Ww]eight|[Hh]eight|[Ww]idth|[Ll]atitude|[Ll]ongitude|[Ll]imit|[Oo]ffset)|age|qty|year|month|day|page|lat|lng|percent(?:age)?)$/;
const dates = /^(?:date|\w*(?:Date|_date|At|_at))$/;

/** What may hold whatever is put in. */
const records = /^(?:metadata|settings|preferences|config(?:uration)?)$/;

/** Whether a name says that there is a switch behind it. */
export const isSwitchName = (name: string): boolean => switches.test(name);

/** What the name of a field says of its value. */
export function shapeByName(name: string): Shape {
  if (switches.test(name)) return { is: 'boolean' };
  if (scalars.test(name)) return unionOf([text, { is: 'number' }]);
  if (records.test(name)) return { is: 'record', of: any };
  return texts.test(name) || otherTexts.test(name) || dates.test(name) ? text : unsaid;
}
