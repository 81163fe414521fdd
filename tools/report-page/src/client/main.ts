import { startChanges } from './changes.ts';
import { startDetails } from './details.ts';
import { startMap } from './map.ts';
import { fillMatrix } from './matrix-view.ts';
import { startSearch } from './search.ts';
import { followAddress, watch } from './state.ts';
import { startTabs } from './tabs.ts';
import { startToolbar } from './toolbar.ts';
import { countFindings, fillConnections, fillFindings, fillServices } from './views.ts';

startToolbar();
startMap();
startTabs({
  map: () => {},
  services: fillServices,
  connections: fillConnections,
  matrix: fillMatrix,
  findings: fillFindings,
});
startChanges();
startSearch();
startDetails();
watch(countFindings);
followAddress();
