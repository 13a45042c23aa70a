/** Counts how often a method is called. */
export const calls: Record<string, number> = {};

export function counted(prefix: string) {
  return (_target: object, name: string, descriptor: PropertyDescriptor) => {
    const method = descriptor.value;
    descriptor.value = function (this: unknown, ...args: unknown[]) {
      calls[`${prefix}.${name}`] = (calls[`${prefix}.${name}`] ?? 0) + 1;
      return method.apply(this, args);
    };
    return descriptor;
  };
}
