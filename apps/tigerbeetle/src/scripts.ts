/** The number at the end of the pod's host name is the replica's; the data file is named after it. */
const REPLICA = 'replica="${HOSTNAME##*-}"';
const DATA_FILE = '"/data/${TIGERBEETLE_CLUSTER_ID}_${replica}.tigerbeetle"';

/** Formats the data file once; a file that is there is left as it is. */
export function formatScript(replicas: number): string {
  return `${REPLICA}
file=${DATA_FILE}
if [ -e "$file" ]; then
  echo "$file is formatted."
  exit 0
fi
/tigerbeetle format --cluster="$TIGERBEETLE_CLUSTER_ID" --replica="$replica" --replica-count=${replicas} "$file"`;
}

/** Starts the replica with the address of every replica, in their order. */
export function startScript(addresses: readonly string[]): string {
  return `${REPLICA}
exec /tigerbeetle start --addresses=${addresses.join(',')} ${DATA_FILE}`;
}
