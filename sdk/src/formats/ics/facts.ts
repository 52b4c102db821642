import { firstOf } from "../fact-rules.ts";
import { day } from "../xml-facts/days.ts";
import { each, type FactTable, text, texts } from "../xml-facts/fact-table.ts";
import { kilograms, sum } from "../xml-facts/measures.ts";
import { parties, trader } from "../xml-facts/parties.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";

/** DG TAXUD, Design Document for National Import Application (ICS), appendix Q: below CC315A and CC313A; answers repeat a part of it. */
export const ICS_FACTS: FactTable = {
  documentNumber: text("HEAHEA/RefNumHEA4", "HEAHEA/DocNumHEA5"),
  mrn: text("HEAHEA/DocNumHEA5"),
  ucr: text("HEAHEA/ComRefNumHEA", "GOOITEGDS/ComRefNumGIM1"),
  issueDate: day("HEAHEA/DecDatTimHEA114", "HEAHEA/DatTimAmeHEA113"),
  arrivalDate: day("CUSOFFFENT730/ExpDatOfArrFIRENT733"),
  containers: texts("GOOITEGDS/CONNR2/ConNumNR21"),
  seals: texts("SEAID529/SeaIdSEAID530"),
  hsCodes: texts("GOOITEGDS/COMCODGODITM/ComNomCMD1"),
  descriptions: texts("GOOITEGDS/GooDesGDS23"),
  grossWeightKg: firstOf(kilograms("HEAHEA/TotGroMasHEA307"), kilograms("GOOITEGDS/GroMasGDS46")),
  packages: firstOf(sum("HEAHEA/TotNumOfPacHEA306"), sum("GOOITEGDS/PACGS2/NumOfPacGS24")),
  portOfLoading: text("HEAHEA/PlaLoaGOOITE334", "GOOITEGDS/PlaLoaGOOITE333"),
  portOfDischarge: text("HEAHEA/CodPlUnHEA357", "HEAHEA/PlaUnlGOOITE334", "GOOITEGDS/PlaUnlGOOITE333"),
  voyage: text("HEAHEA/ConRefNumHEA"),
  parties: parties([
    ["consignor", "TRACONCO1", trader("NamCO17", "TINCO159", "CouCO125")],
    ["consignor", "GOOITEGDS/TRACONCO2", trader("NamCO27", "TINCO259", "CouCO225")],
    ["consignee", "TRACONCE1", trader("NamCE17", "TINCE159", "CouCE125")],
    ["consignee", "GOOITEGDS/TRACONCE2", trader("NamCE27", "TINCE259", "CouCE225")],
    ["notify", "NOTPAR670", trader("NamNOTPAR672", "TINNOTPAR671", "CouCodNOTPAR675")],
    ["declarant", "PERLODSUMDEC", trader("NamPLD1", "TINPLD1", "CouCodPLD1")],
    ["agent", "TRAREP", trader("NamTRE1", "TINTRE1", "CouCodTRE1")],
    ["carrier", "TRACARENT601", trader("NamTRACARENT604", "TINTRACARENT602", "CouCodTRACARENT605")],
  ]),
  customsOffice: text("CUSOFFLON/RefNumCOL1", "CUSOFFFENT730/RefNumCUSOFFFENT731"),
  relatedDocuments: each("GOOITEGDS/PRODOCDC2", relatedDocument("DocTypDC21", "DocRefDC23")),
};
