/**
 * Imports a module by a name that the compiler does not follow: the types of these packages want the browser's library,
 * which this package must do without. What is used of the module is stated where it is imported.
 */
export async function importUntyped<Module>(name: string): Promise<Module> {
  return (await import(name)) as Module;
}
