/*
 * Passkeys in the browser. The server's options and the device's answers travel as JSON, which
 * browsers read and write themselves.
 */

/** Whether this browser can make passkeys, and this address may have them. */
export function canMakePasskeys(): boolean {
  return (
    typeof PublicKeyCredential === "function" &&
    typeof PublicKeyCredential.parseCreationOptionsFromJSON === "function"
  );
}

/** Asks the device for a new passkey; null when the person changed their mind. */
export async function makePasskey(options: string): Promise<string | null> {
  const { publicKey } = JSON.parse(options);
  try {
    const made = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey),
    });
    return made instanceof PublicKeyCredential ? JSON.stringify(made.toJSON()) : null;
  } catch (error) {
    // Said no, waited too long, or the device has one for this account already.
    if (error instanceof DOMException) return null;
    throw error;
  }
}
