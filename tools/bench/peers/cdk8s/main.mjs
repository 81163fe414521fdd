// One chart a service; cdk8s synth runs this, and writes one file a chart.
import { readdirSync } from 'node:fs';
import { App } from 'cdk8s';

const app = new App();
for (const file of readdirSync('components')) {
  const { addChart } = await import(`./components/${file}`);
  addChart(app);
}
app.synth();
