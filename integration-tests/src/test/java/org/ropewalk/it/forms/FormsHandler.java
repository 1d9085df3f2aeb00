package org.ropewalk.it.forms;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Peer;

/** Keeps what it is called with, and the same call for a client. */
final class FormsHandler implements Forms {
    /**
     * A call.
     *
     * @param text the command with its values
     * @param again makes the same call
     */
    record Made(String text, Function<FormsClient, CompletableFuture<?>> again) {}

    private final List<Made> calls;
    private final Peer peer;

    FormsHandler(List<Made> calls, Peer peer) {
        this.calls = calls;
        this.peer = peer;
    }

    private void made(
            String name, List<Object> values, Function<FormsClient, CompletableFuture<?>> again) {
        calls.add(new Made(name + values, again));
    }

    @Override
    public void map(String from, String to) {
        made("map", List.of(from, to), client -> client.map(from, to));
    }

    @Override
    public void row(int id, String title, String author) {
        made("row", List.of(id, title, author), client -> client.row(id, title, author));
    }

    @Override
    public Time at(int hour, int minute, Optional<Mode> mode, boolean loud) {
        made(
                "at",
                List.of(hour, minute, mode, loud),
                client -> client.at(hour, minute, mode, loud));
        return new Time(hour, minute, mode, loud);
    }

    @Override
    public Got get(long low, OptionalInt high, List<String> names, Optional<LocalDate> day) {
        made("get", List.of(low, high, names, day), client -> client.get(low, high, names, day));
        return new Got(low, high, names, day);
    }

    @Override
    public void find(Which which, List<String> all) {
        made("find", List.of(which, all), client -> client.find(which, all));
    }

    @Override
    public Loaded load(String name, Mode mode, List<Row> rows) throws Refused {
        made("load", List.of(name, mode, rows), client -> client.load(name, mode, rows));
        if (rows.isEmpty()) {
            throw new Refused(name, List.of(name, "."));
        }
        FormsPushes.to(peer).rows(name, rows);
        return new Loaded(rows.size(), name, rows);
    }

    @Override
    public void send(Map<String, String> fields) {
        made("send", List.of(fields), client -> client.send(fields));
    }

    @Override
    public int post(Letter letter) {
        made("post", List.of(letter), client -> client.post(letter));
        return letter.body().size();
    }

    @Override
    public Kept put(String key, Bytes data) {
        made("put", List.of(key, data), client -> client.put(key, data));
        return new Kept(data);
    }

    /** The same for blocks. */
    static final class OfBlocks implements FormBlocks {
        /** A call. */
        record Made(String text, Function<FormBlocksClient, CompletableFuture<?>> again) {}

        private final List<Made> calls;

        OfBlocks(List<Made> calls) {
            this.calls = calls;
        }

        @Override
        public Dialed dial(
                Forms.Which number,
                Optional<String> caller,
                List<String> tags,
                OptionalInt w,
                OptionalInt h) {
            calls.add(
                    new Made(
                            "dial" + List.of(number, caller, tags, w, h),
                            client -> client.dial(number, caller, tags, w, h)));
            return new Dialed(number, caller, tags);
        }

        @Override
        public List<String> log(Map<String, List<String>> values) {
            calls.add(new Made("log" + values, client -> client.log(values)));
            return new ArrayList<>(values.keySet());
        }

        @Override
        public Noted note(String title, Bytes text) {
            calls.add(new Made("note" + List.of(title, text), client -> client.note(title, text)));
            return new Noted(text);
        }
    }
}
