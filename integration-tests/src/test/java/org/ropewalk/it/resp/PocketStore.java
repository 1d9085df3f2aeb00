package org.ropewalk.it.resp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** Strings and lists in memory. */
final class PocketStore {
    private final Map<Bytes, Object> values = new HashMap<>();
    private final Map<Bytes, CompletableFuture<Optional<Pocket.Popped>>> waiting = new HashMap<>();
    private final Group peers = new Group();

    /** What serves one connection. */
    Pocket handler(Peer peer) {
        peers.add(peer);
        return new Handler(peer);
    }

    private final class Handler implements Pocket {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void ping() {}

        @Override
        public Bytes ping(Bytes message) {
            return message;
        }

        @Override
        public String echo(String text) {
            return text;
        }

        @Override
        public Optional<Bytes> get(Bytes key) throws WrongType {
            Object value = values.get(key);
            if (value instanceof List) {
                throw new WrongType();
            }
            return Optional.ofNullable((Bytes) value);
        }

        @Override
        public List<Optional<Bytes>> mget(List<Bytes> keys) {
            return keys.stream()
                    .map(
                            key ->
                                    Optional.ofNullable(values.get(key))
                                            .filter(Bytes.class::isInstance)
                                            .map(Bytes.class::cast))
                    .toList();
        }

        @Override
        public Optional<Done> set(Bytes key, Bytes value, SetOptions options) {
            if (values.containsKey(key) ? options.nx() : options.xx()) {
                return Optional.empty();
            }
            values.put(key, value);
            return Optional.of(new Done());
        }

        @Override
        public int hset(Bytes key, Map<Bytes, Bytes> fields) {
            List<Bytes> all = new ArrayList<>();
            fields.forEach((name, value) -> all.addAll(List.of(name, value)));
            values.put(key, all);
            return fields.size();
        }

        @Override
        public boolean expire(Bytes key, long seconds) {
            return values.containsKey(key);
        }

        @Override
        public Kind type(Bytes key) {
            Object value = values.get(key);
            return value == null ? Kind.none : value instanceof List ? Kind.list : Kind.string;
        }

        @Override
        public long incr(Bytes key) throws WrongType, Failed {
            Optional<Bytes> value = get(key);
            try {
                long next = Long.parseLong(value.map(Bytes::toString).orElse("0")) + 1;
                values.put(key, Bytes.of(Long.toString(next)));
                return next;
            } catch (NumberFormatException e) {
                throw new Failed("ERR", "value is not an integer or out of range");
            }
        }

        @SuppressWarnings("unchecked")
        private List<Bytes> list(Bytes key) throws WrongType {
            Object value = values.get(key);
            if (value != null && !(value instanceof List)) {
                throw new WrongType();
            }
            return value == null ? List.of() : (List<Bytes>) value;
        }

        @Override
        public long lpush(Bytes key, List<Bytes> added) throws WrongType {
            List<Bytes> all = new ArrayList<>(list(key));
            added.forEach(each -> all.add(0, each));
            values.put(key, all);
            CompletableFuture<Optional<Popped>> waiter = waiting.remove(key);
            if (waiter != null) {
                Bytes first = all.remove(0);
                waiter.complete(Optional.of(new Popped(key, first)));
            }
            return all.size();
        }

        @Override
        public List<Bytes> lrange(Bytes key, int from, int to) throws WrongType {
            List<Bytes> all = list(key);
            int first = Math.max(0, from < 0 ? all.size() + from : from);
            int last = Math.min(all.size() - 1, to < 0 ? all.size() + to : to);
            return first > last ? List.of() : all.subList(first, last + 1);
        }

        @Override
        public Map<Bytes, Bytes> hgetall(Bytes key) throws WrongType {
            Map<Bytes, Bytes> pairs = new LinkedHashMap<>();
            list(key).forEach(each -> pairs.put(each, Bytes.of("of " + each)));
            return pairs;
        }

        @Override
        public CompletionStage<Optional<Popped>> blpop(List<Bytes> keys, double timeout) {
            CompletableFuture<Optional<Popped>> popped = new CompletableFuture<>();
            if (timeout < 0) {
                popped.complete(Optional.empty());
            } else {
                waiting.put(keys.get(0), popped);
            }
            return popped;
        }

        @Override
        public double score(Bytes key) {
            return key.length() + 0.5;
        }

        @Override
        public Map<String, String> configGet(String pattern) {
            return Map.of(pattern, "");
        }

        @Override
        public Bytes info(List<String> sections) {
            return Bytes.of("# " + String.join(" ", sections) + "\r\n");
        }

        @Override
        public Map<String, Object> hello(
                OptionalInt version,
                Optional<String> user,
                Optional<String> password,
                Optional<String> name)
                throws Failed {
            if (version.orElse(2) != 2 && version.orElse(2) != 3) {
                throw new Failed("NOPROTO", "unsupported protocol version");
            }
            if (version.orElse(2) == 3) {
                peer.resp3();
            }
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("server", "pocket");
            about.put("proto", version.orElse(2));
            about.put("name", name.orElse(null));
            about.put("modules", List.of());
            return about;
        }

        @Override
        public void move(Place place) {}

        @Override
        public long size(long bytes) {
            return bytes;
        }

        @Override
        public void quit() {}

        @Override
        public List<Entered> subscribe(List<Bytes> channels) {
            List<Entered> entered = new ArrayList<>();
            channels.forEach(each -> entered.add(new Entered(each, entered.size() + 1)));
            return entered;
        }

        @Override
        public int publish(Bytes channel, Bytes message) {
            PocketPushes.to(peers).message(channel, message, 7);
            return peers.size();
        }
    }
}
