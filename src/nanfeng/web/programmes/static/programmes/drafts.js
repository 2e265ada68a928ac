// What was filled in and waits to be sent: kept in the browser's own database on this device, each under its account.

const drafts = {
  async store(mode) {
    this.opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open('nanfeng-drafts', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('drafts', { keyPath: 'client' });
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return (await this.opened).transaction('drafts', mode).objectStore('drafts');
  },

  async ask(mode, question) {
    const store = await this.store(mode);
    return new Promise((resolve, reject) => {
      const asked = question(store);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  },

  // The drafts of an account, the oldest first; those of anybody else are deleted.
  async of(account) {
    const all = await this.ask('readonly', (store) => store.getAll());
    for (const draft of all) if (draft.account !== account) await this.remove(draft.client);
    return all.filter((draft) => draft.account === account).sort((one, other) => one.at.localeCompare(other.at));
  },

  keep(draft) {
    return this.ask('readwrite', (store) => store.put(draft));
  },

  remove(client) {
    return this.ask('readwrite', (store) => store.delete(client));
  },
};
