export async function screenshot() {}
