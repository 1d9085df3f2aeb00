package org.ropewalk.cluster;

import java.util.Map;

/**
 * Numbers of a {@link Broadcast} since it was opened.
 *
 * @param published messages that were published on this node
 * @param dropped of these, messages that did not reach the engine
 * @param received messages of other nodes that were delivered
 * @param missed messages of other nodes that were lost, as the gaps in their numbers show
 * @param duplicates messages of other nodes that had arrived already, or arrived too late
 * @param jumps messages of other nodes that were delivered although their numbers do not continue
 *     those before; without a secret, they may be forged
 * @param refused messages that are not valid
 * @param failures exceptions of listeners
 * @param topics topics with listeners on this node
 * @param connected whether messages of other nodes can arrive now
 * @param connections how often the engine was connected
 */
public record BroadcastStats(
        long published,
        long dropped,
        long received,
        long missed,
        long duplicates,
        long jumps,
        Map<Refusal, Long> refused,
        long failures,
        int topics,
        boolean connected,
        long connections) {
    /** A reason to refuse a message of the engine. */
    public enum Refusal {
        /** It does not begin as a message of a node does. */
        MALFORMED,
        /** The node that sent it has another version. */
        VERSION,
        /** It is longer than {@link Broadcast#MAX_MESSAGE_BYTES}. */
        TOO_LONG,
        /** It is not signed with the secret of this node. */
        SIGNATURE,
        /**
         * It is signed and the first one of its node, and was not sent in the last minute: it was
         * recorded and sent again, or the clocks of the nodes do not agree.
         */
        STALE
    }

    /** Copies the map. */
    public BroadcastStats {
        refused = Map.copyOf(refused);
    }

    /** The number of messages that are not valid. */
    public long allRefused() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }
}
