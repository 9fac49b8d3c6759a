export { createPayloadCipher, type EncryptionKey, type PayloadCipher } from './token/payload-cipher.js';
