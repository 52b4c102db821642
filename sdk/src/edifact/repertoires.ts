/** The characters from 0xA0 on of parts of ISO 8859; `\ufffd` stands where the part has none. */
const LATIN_1 = String.fromCharCode(...Array.from({ length: 96 }, (_, i) => 0xa0 + i));
const LATIN_2 =
  "\u00a0Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u00adŽŻ°ą˛ł´ľśˇ¸šşťź˝žżŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙";
const CYRILLIC =
  "\u00a0ЁЂЃЄЅІЇЈЉЊЋЌ\u00adЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ§ўџ";
const GREEK =
  "\u00a0‘’£€₯¦§¨©ͺ«¬\u00ad\ufffd―°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\ufffdΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\ufffd";

/** What a repertoire has (UN/EDIFACT service code list, 0001 syntax identifier). */
export interface Repertoire {
  /** Characters from 0x20 to 0x7E that belong to it. */
  readonly ascii: RegExp;
  /** Characters from 0xA0 on: a part of ISO 8859, UTF-8 (ISO 10646), or none. */
  readonly high: string | "utf-8" | undefined;
}

const PRINTABLE = /[ -~]/;

/** The repertoires that are known here, by UNB 0001. To add one, add a row. */
export const REPERTOIRES: Readonly<Record<string, Repertoire>> = {
  UNOA: { ascii: /[A-Z0-9 .,\-()/='+:?!"%&*;<>]/, high: undefined },
  UNOB: { ascii: /[A-Za-z0-9 .,\-()/='+:?!"%&*;<>]/, high: undefined },
  UNOC: { ascii: PRINTABLE, high: LATIN_1 },
  UNOD: { ascii: PRINTABLE, high: LATIN_2 },
  UNOE: { ascii: PRINTABLE, high: CYRILLIC },
  UNOF: { ascii: PRINTABLE, high: GREEK },
  UNOW: { ascii: PRINTABLE, high: "utf-8" },
  UNOY: { ascii: PRINTABLE, high: "utf-8" },
};

/** What is read when the repertoire is not known. */
export const ANY_REPERTOIRE: Repertoire = { ascii: PRINTABLE, high: "utf-8" };

/** The first 256 characters by bytes, for a part of ISO 8859; 0x80 to 0x9F are control characters. */
export const charactersOf = (high: string): Uint16Array =>
  Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0xa0 ? byte : high.charCodeAt(byte - 0xa0)));

export const WESTERN = LATIN_1;
