export { type PhotoFacts, photoFacts } from './exif.ts'
export { acceptImage, type AcceptedImage, type ImageCopy, type ImageLimits, imageLimits, sha256Of } from './images.ts'
export { storePhoto, type StoredPhoto } from './photos.ts'
export { type FileStore, localFileStore, readStored, type StoredFile } from './store.ts'
