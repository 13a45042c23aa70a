// The types that TypeScript writes down, for whoever brought `Reflect.metadata`.
export default function decorateMetadata(key, value) {
  if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(key, value);
}
