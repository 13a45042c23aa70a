// `delete super.key`
export default function deleteSuper() {
  throw new ReferenceError("Unsupported reference to 'super'");
}
