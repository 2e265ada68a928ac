// Answers from what the page kept on this device when there is no connection. With a connection nothing is changed.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  if (event.request.method !== 'GET') return;
  event.respondWith(fetch(event.request).catch(() => kept(event.request)));
});

async function kept(request) {
  const page = request.mode === 'navigate';
  return (await caches.match(request, { ignoreSearch: page, ignoreVary: true })) ?? Response.error();
}
