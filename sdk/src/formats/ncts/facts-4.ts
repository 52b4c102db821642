import { firstOf, joined } from "../fact-rules.ts";
import { day } from "../xml-facts/days.ts";
import { agreed, each, type FactTable, text, texts } from "../xml-facts/fact-table.ts";
import { kilograms, sum } from "../xml-facts/measures.ts";
import { parties, trader } from "../xml-facts/parties.ts";
import { relatedDocument } from "../xml-facts/related-documents.ts";

/** DG TAXUD, Design Document for National Transit Application (NCTS phase 4), appendix Q: below CC029B; CC013B and CC015B are alike. */
export const NCTS4_FACTS: FactTable = {
  mrn: text("HEAHEA/DocNumHEA5"),
  ucr: text("HEAHEA/ComRefNumHEA", "GOOITEGDS/ComRefNumGIM1"),
  expiryDate: day("CONRESERS/DatLimERS69"),
  containers: texts("GOOITEGDS/CONNR2/ConNumNR21"),
  seals: texts("SEAINFSLI/SEAIDSID/SeaIdeSID1"),
  hsCodes: texts("GOOITEGDS/ComCodTarCodGDS10"),
  descriptions: texts("GOOITEGDS/GooDesGDS23"),
  grossWeightKg: firstOf(kilograms("HEAHEA/TotGroMasHEA307"), kilograms("GOOITEGDS/GroMasGDS46")),
  netWeightKg: kilograms("GOOITEGDS/NetMasGDS48"),
  packages: firstOf(sum("HEAHEA/TotNumOfPacHEA306"), sum("GOOITEGDS/PACGS2/NumOfPacGS24")),
  dispatchCountry: agreed("HEAHEA/CouOfDisCodHEA55", "GOOITEGDS/CouOfDisGDS58"),
  destinationCountry: agreed("HEAHEA/CouOfDesCodHEA30", "GOOITEGDS/CouOfDesGDS59"),
  voyage: text("HEAHEA/ConRefNumHEA"),
  parties: parties([
    ["holder", "TRAPRIPC1", trader("NamPC17", "TINPC159", "CouPC125")],
    ["consignor", "TRACONCO1", trader("NamCO17", "TINCO159", "CouCO125")],
    ["consignor", "GOOITEGDS/TRACONCO2", trader("NamCO27", "TINCO259", "CouCO225")],
    ["consignee", "TRACONCE1", trader("NamCE17", "TINCE159", "CouCE125")],
    ["consignee", "GOOITEGDS/TRACONCE2", trader("NamCE27", "TINCE259", "CouCE225")],
  ]),
  customsOffice: text("CUSOFFDEPEPT/RefNumEPT1"),
  status: text("CONRESERS/ConResCodERS16"),
  relatedDocuments: joined(
    each("GOOITEGDS/PREADMREFAR2", relatedDocument("PreDocTypAR21", "PreDocRefAR26")),
    each("GOOITEGDS/PRODOCDC2", relatedDocument("DocTypDC21", "DocRefDC23")),
  ),
};
