/** Documents of the field in XML, the same for the same number of goods items. */

const item = (lines: readonly string[], count: number): string =>
  Array.from({ length: count }, (_, i) => lines.map((line) => line.replaceAll("{i}", String(i + 1))).join("\n")).join(
    "\n",
  );

/** A declaration of the WCO Data Model, DEC-DMS:2, with so many goods items. */
export const wcoDeclaration = (items: number): string => `<?xml version="1.0" encoding="UTF-8"?>
<md:MetaData xmlns:md="urn:wco:datamodel:WCO:DocumentMetaData-DMS:2" xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">
<md:WCODataModelVersionCode>3.6</md:WCODataModelVersionCode>
<Declaration><FunctionCode>9</FunctionCode><FunctionalReferenceID>KF-EX-2026-4</FunctionalReferenceID><TypeCode>EXA</TypeCode>
<InvoiceAmount currencyID="EUR">48210.75</InvoiceAmount><Exporter><ID>NL004495445</ID></Exporter><GoodsShipment>
${item(
  [
    "<GovernmentAgencyGoodsItem><SequenceNumeric>{i}</SequenceNumeric>",
    "  <AdditionalDocument><CategoryCode>N</CategoryCode><ID>INV-{i}</ID><TypeCode>380</TypeCode></AdditionalDocument>",
    "  <Commodity><Description>Chairs of rattan &amp; cushions, lot {i}</Description>",
    "    <Classification><ID>94015300</ID><IdentificationTypeCode>TSP</IdentificationTypeCode></Classification>",
    "    <Classification><ID>10</ID><IdentificationTypeCode>TRC</IdentificationTypeCode></Classification>",
    '    <GoodsMeasure><GrossMassMeasure unitCode="KGM">{i}.5</GrossMassMeasure><NetNetWeightMeasure>{i}</NetNetWeightMeasure></GoodsMeasure>',
    "  </Commodity><GovernmentProcedure><CurrentCode>10</CurrentCode><PreviousCode>00</PreviousCode></GovernmentProcedure>",
    "  <Origin><CountryCode>MY</CountryCode><TypeCode>1</TypeCode></Origin>",
    "  <Packaging><QuantityQuantity>10</QuantityQuantity><TypeCode>CT</TypeCode></Packaging></GovernmentAgencyGoodsItem>",
  ],
  items,
)}
<UCR><TraderAssignedReferenceID>6MYKELAPA-88</TraderAssignedReferenceID></UCR></GoodsShipment></Declaration></md:MetaData>`;

/** An entry summary declaration, IE315, with so many goods items. */
export const entrySummary = (items: number): string => `<CC315A xmlns="http://ics.dgtaxud.ec/CC315A">
<HEAHEA><RefNumHEA4>ENS-203E</RefNumHEA4><TraModAtBorHEA76>1</TraModAtBorHEA76><IdeOfMeaOfTraCroHEA85>9876543</IdeOfMeaOfTraCroHEA85>
<TotNumOfPacHEA306>326</TotNumOfPacHEA306><DecDatTimHEA114>202604011200</DecDatTimHEA114></HEAHEA>
${item(
  [
    "<GOOITEGDS><IteNumGDS7>{i}</IteNumGDS7><GooDesGDS23>Chairs of rattan, lot {i}</GooDesGDS23><GroMasGDS46>{i}.500</GroMasGDS46>",
    "  <PRODOCDC2><DocTypDC21>N705</DocTypDC21><DocRefDC23>SLMU26{i}</DocRefDC23></PRODOCDC2>",
    "  <COMCODGODITM><ComNomCMD1>940153</ComNomCMD1></COMCODGODITM><CONNR2><ConNumNR21>SLMU3054383</ConNumNR21></CONNR2>",
    "  <PACGS2><KinOfPacGS23>CT</KinOfPacGS23><NumOfPacGS24>10</NumOfPacGS24></PACGS2></GOOITEGDS>",
  ],
  items,
)}
<PERLODSUMDEC><TINPLD1>NL004495445</TINPLD1></PERLODSUMDEC>
<CUSOFFFENT730><RefNumCUSOFFFENT731>NL000396</RefNumCUSOFFFENT731></CUSOFFFENT730></CC315A>`;

const UBL = "urn:oasis:names:specification:ubl:schema:xsd";

/** A bill of lading of UBL 2.3 with so many goods items. */
export const ublBill = (
  items: number,
): string => `<BillOfLading xmlns="${UBL}:BillOfLading-2" xmlns:cac="${UBL}:CommonAggregateComponents-2" xmlns:cbc="${UBL}:CommonBasicComponents-2">
<cbc:ID>SLMU2600917</cbc:ID><cbc:IssueDate>2026-03-04</cbc:IssueDate>
<cac:ConsignorParty><cac:PartyName><cbc:Name>Kelapa Furniture Sdn Bhd</cbc:Name></cac:PartyName></cac:ConsignorParty>
<cac:Shipment><cbc:ID>1</cbc:ID>
${item(
  [
    '<cac:GoodsItem><cbc:ID>{i}</cbc:ID><cbc:GrossWeightMeasure unitCode="KGM">{i}.5</cbc:GrossWeightMeasure>',
    '  <cbc:Quantity unitCode="NAR">{i}</cbc:Quantity>',
    "  <cac:Item><cbc:Description>Chairs of rattan, lot {i}</cbc:Description>",
    "    <cac:OriginCountry><cbc:IdentificationCode>MY</cbc:IdentificationCode></cac:OriginCountry>",
    "    <cac:CommodityClassification><cbc:CommodityCode>940153</cbc:CommodityCode></cac:CommodityClassification></cac:Item>",
    "</cac:GoodsItem>",
  ],
  items,
)}
<cac:ShipmentStage><cac:LoadingPortLocation><cbc:ID>MYPKG</cbc:ID></cac:LoadingPortLocation>
<cac:UnloadingPortLocation><cbc:ID>NLRTM</cbc:ID></cac:UnloadingPortLocation></cac:ShipmentStage></cac:Shipment></BillOfLading>`;
