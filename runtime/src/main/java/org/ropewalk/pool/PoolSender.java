package org.ropewalk.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.client.CallSpec;
import org.ropewalk.client.ClientState;
import org.ropewalk.client.CommandSender;
import org.ropewalk.client.CommandWriter;
import org.ropewalk.endpoint.EndpointText;
import org.ropewalk.line.LineFormat;

/**
 * Sends each call of a pool's commands to the server that the policy selects.
 *
 * @param servers the servers that the pool has now
 * @param bound how long a reply may take; null for as long as the protocol says
 */
record PoolSender(
        Supplier<? extends Servers<?>> servers, LineFormat format, @Nullable Duration bound)
        implements CommandSender {
    /** Servers that a message names. */
    private static final int MAX_NAMED = 10;

    @Override
    public <T> CompletableFuture<T> call(
            CallSpec<T> spec,
            @Nullable ClientState state,
            CommandWriter command,
            @Nullable StreamedPayload payload) {
        CompletableFuture<T> sent = null;
        while (sent == null) {
            Member<?> member;
            try {
                member = member(servers.get(), spec, command.key());
            } catch (IllegalStateException | IllegalArgumentException e) {
                return CompletableFuture.failedFuture(e);
            }
            sent = member.call(sender -> sender.call(spec, state, command, payload), bound);
        }
        return sent;
    }

    private Member<?> member(Servers<?> all, CallSpec<?> spec, @Nullable Object key) {
        List<byte[]> keys =
                key == null || !all.selector().usesKeys() ? List.of() : KeyBytes.all(key, format);
        Member<?> chosen = select(all, keys.isEmpty() ? null : keys.get(0));
        for (int i = 1; i < keys.size(); i++) {
            if (select(all, keys.get(i)) != chosen) {
                throw new IllegalArgumentException(
                        "the keys of one call of "
                                + spec.name()
                                + " belong to several servers; make a call for each server");
            }
        }
        return chosen;
    }

    private static Member<?> select(Servers<?> all, byte @Nullable [] key) {
        if (all.selector().select(key) instanceof Member<?> member) {
            return member;
        }
        throw new NoServerException(
                (key == null
                                ? "no server of the pool is available: "
                                : "the server of this key is not available; not available are ")
                        + problems(all.list()));
    }

    /** The servers that are not available, each with the reason. */
    private static String problems(List<PoolServer> servers) {
        List<String> all = new ArrayList<>();
        for (PoolServer server : servers) {
            server.problem()
                    .ifPresent(
                            why ->
                                    all.add(
                                            EndpointText.masked(server.endpoint())
                                                    + " ("
                                                    + why
                                                    + ")"));
        }
        int more = all.size() - MAX_NAMED;
        return String.join(", ", all.subList(0, Math.min(all.size(), MAX_NAMED)))
                + (more > 0 ? " and " + more + " others" : "");
    }

    /** Null: a pool has no connection of its own. */
    @Override
    public <G> @Nullable G greeting() {
        return null;
    }
}
