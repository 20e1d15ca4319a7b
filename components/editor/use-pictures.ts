import { useEffect, useState } from 'react';

/** A picture that is there to be drawn; `failed`: it could not be loaded. */
export type Picture = HTMLImageElement | 'loading' | 'failed';

/** Loads a picture whole before anything is drawn with it. */
export function usePicture(url: string | null): Picture {
  const [picture, setPicture] = useState<Picture>('loading');
  useEffect(() => {
    if (url === null) return undefined;
    let wanted = true;
    const image = new Image();
    image.src = url;
    image.decode().then(
      () => wanted && setPicture(image),
      () => wanted && setPicture('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [url]);
  return url === null ? 'failed' : picture;
}
