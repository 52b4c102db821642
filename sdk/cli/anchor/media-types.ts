import { extname } from "node:path";

/** Media type by a name's ending; what is not here goes as bytes of no stated type. To add one, add a row. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".json": "application/json",
  ".xml": "application/xml",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".tif": "image/tiff",
  ".tiff": "image/tiff",
  ".edi": "application/EDIFACT",
  ".txt": "text/plain",
};

/** The media type to state of a file. */
export const mediaTypeOf = (path: string): string =>
  MEDIA_TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
