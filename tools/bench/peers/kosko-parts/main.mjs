// What kosko is made of, without kosko: the same models, their validate(), the same YAML library, and one file a service.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import yaml from 'js-yaml';

await mkdir('out', { recursive: true });
await Promise.all(
  (await readdir('components')).map(async (file) => {
    const { default: objects } = await import(`./components/${file}`);
    for (const object of objects) object.validate();
    const text = objects.map((object) => `---\n${yaml.dump(object, { noRefs: true })}`).join('');
    await writeFile(`out/${file.replace(/\.ts$/, '.yaml')}`, text);
  }),
);
