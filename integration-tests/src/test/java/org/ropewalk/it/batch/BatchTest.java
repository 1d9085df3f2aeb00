package org.ropewalk.it.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.ropewalk.batch.QueuedCommands;
import org.ropewalk.batch.Replayed;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** Commands that are kept and run together, in arrays and in lines. */
class BatchTest {
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final List<CompletableFuture<String>> later = new ArrayList<>();
    private boolean changed;
    private final StringTransport shop =
            new StringTransport().connect(new ShopFactory(peer -> new ShopNormal()));
    private final StringTransport songs =
            new StringTransport().connect(new SongsFactory(peer -> new Ready()));

    private final class ShopNormal implements Shop.Normal {
        @Override
        public void quit() {}

        @Override
        public Optional<String> get(String key) throws Shop.Wrong {
            if (key.equals("wrong")) {
                throw new Shop.Wrong();
            }
            if (key.equals("broken")) {
                throw new IllegalStateException("broken");
            }
            return Optional.ofNullable(numbers.get(key)).map(String::valueOf);
        }

        @Override
        public long add(String key, int number) {
            return numbers.merge(key, (long) number, Long::sum);
        }

        @Override
        public List<Optional<String>> all(List<String> keys) {
            return keys.stream()
                    .map(key -> Optional.ofNullable(numbers.get(key)).map(String::valueOf))
                    .toList();
        }

        @Override
        public CompletionStage<String> later(String key) {
            later.add(new CompletableFuture<>());
            return later.get(later.size() - 1);
        }

        @Override
        public Shop.Away go() {
            return new Shop.Away() {
                @Override
                public void quit() {}

                @Override
                public Shop.Normal back() {
                    return ShopNormal.this;
                }
            };
        }

        @Override
        public Shop.Multi multi() {
            return new Kept(this);
        }
    }

    private final class Kept implements Shop.Multi {
        private final ShopNormal normal;

        Kept(ShopNormal normal) {
            this.normal = normal;
        }

        @Override
        public void quit() {}

        @Override
        public CompletionStage<Shop.Executed> exec(QueuedCommands kept) throws Shop.Aborted {
            if (kept.refused() > 0) {
                throw new Shop.Aborted(normal);
            }
            return changed
                    ? CompletableFuture.completedFuture(new Shop.Executed(Replayed.none(), normal))
                    : kept.run().thenApply(replies -> new Shop.Executed(replies, normal));
        }

        @Override
        public Shop.Normal discard() {
            return normal;
        }
    }

    private final class Ready implements Songs.Ready {
        private final List<String> all = new ArrayList<>();

        @Override
        public void ping() {}

        @Override
        public void close() {}

        @Override
        public void add(String song) throws Songs.Ack {
            if (song.equals("none")) {
                throw new Songs.Ack(50, "No such song");
            }
            all.add(song);
        }

        @Override
        public List<String> songs() {
            return all;
        }

        @Override
        public CompletionStage<String> later(String song) {
            later.add(new CompletableFuture<>());
            return later.get(later.size() - 1);
        }

        @Override
        public CompletionStage<Void> idle() {
            return new CompletableFuture<>();
        }

        @Override
        public void noIdle() {}

        @Override
        public void put(Bytes data) {}

        @Override
        public Songs.CommandList list() {
            return kept -> kept.run().thenApply(replies -> new Songs.Ran(replies, this));
        }

        @Override
        public Songs.OkList okList() {
            return kept -> kept.run().thenApply(replies -> new Songs.Ran(replies, this));
        }
    }

    private String shop(String... lines) {
        return ask(shop, lines);
    }

    private String songs(String... lines) {
        return ask(songs, lines).strip();
    }

    private static String ask(StringTransport client, String... lines) {
        client.deliver(String.join("\n", lines) + "\n");
        client.runTurns();
        return client.takeText().replace("\r\n", " ").replace("\n", " ").strip();
    }

    // ---- arrays

    @Test
    void commands_are_kept_and_their_replies_are_one_array() {
        assertThat(shop("MULTI", "ADD a 5", "GET a", "ALL a b", "EXEC", "GET a"))
                .isEqualTo("+OK +QUEUED +QUEUED +QUEUED *3 :5 $1 5 *2 $1 5 $-1 $1 5");
        assertThat(shop("MULTI", "EXEC", "MULTI", "ADD a 1", "DISCARD", "GET a"))
                .isEqualTo("+OK *0 +OK +QUEUED +OK $1 5");
    }

    @Test
    void commands_may_be_arrays() {
        assertThat(shop("MULTI")).isEqualTo("+OK");
        shop.deliver("*3\r\n$3\r\nADD\r\n$3\r\na b\r\n$1\r\n2\r\n*1\r\n$4\r\nEXEC\r\n");
        assertThat(shop.takeText()).isEqualTo("+QUEUED\r\n*1\r\n:2\r\n");
        assertThat(numbers).containsEntry("a b", 2L);
    }

    @Test
    void wrong_commands_are_refused_at_once_and_wrong_values_when_they_are_run() {
        assertThat(shop("MULTI", "FOO", "ADD a", "ADD a x", "BACK", "EXEC", "GET a"))
                .isEqualTo(
                        "+OK -ERR unknown command -ERR wrong number of arguments +QUEUED"
                                + " -ERR not here -EXECABORT discarded $-1");
        assertThat(shop("MULTI", "ADD a x", "GET wrong", "ADD a 1", "EXEC"))
                .isEqualTo(
                        "+OK +QUEUED +QUEUED +QUEUED *3 -ERR not an integer -WRONG kind of value"
                                + " :1");
    }

    @Test
    void wrong_commands_of_the_state_itself_are_refused_too() {
        assertThat(shop("MULTI", "DISCARD now", "ADD a 1", "EXEC", "GET a"))
                .isEqualTo("+OK -ERR wrong number of arguments +QUEUED -EXECABORT discarded $-1");
    }

    @Test
    void commands_that_are_not_run_are_null() {
        changed = true;
        assertThat(shop("MULTI", "ADD a 1", "EXEC", "GET a")).isEqualTo("+OK +QUEUED *-1 $-1");
    }

    @Test
    void a_batch_in_a_batch_is_misplaced() {
        assertThat(shop("MULTI", "MULTI", "EXEC"))
                .isEqualTo("+OK -ERR not here -EXECABORT discarded");
    }

    @Test
    void a_command_that_completes_later_holds_up_those_behind_it() {
        assertThat(shop("MULTI", "ADD a 1", "LATER x", "ADD a 1", "EXEC", "GET a"))
                .isEqualTo("+OK +QUEUED +QUEUED +QUEUED");
        assertThat(numbers).containsEntry("a", 1L);
        later.get(0).complete("done");
        shop.runTurns();
        assertThat(shop.takeText().replace("\r\n", " ")).isEqualTo("*3 :1 $4 done :2 $1 2 ");
    }

    @Test
    void a_command_that_leads_elsewhere_makes_the_others_misplaced() {
        assertThat(shop("MULTI", "ADD a 1", "GO", "ADD a 1", "EXEC", "GET a", "BACK", "GET a"))
                .isEqualTo(
                        "+OK +QUEUED +QUEUED +QUEUED *3 :1 +GONE -ERR not here -ERR not here"
                                + " +BACK $1 1");
    }

    @Test
    void more_than_may_be_kept_leaves_the_state() {
        String key = "k".repeat(200);
        assertThat(shop("MULTI", "GET " + key, "GET " + key, "EXEC", "GET a"))
                .isEqualTo("+OK +QUEUED -ERR too much -ERR not here $-1");
        assertThat(shop("MULTI") + shop("GET a\nGET a\nGET a\nGET a\n".repeat(5)))
                .contains("too much");
    }

    @Test
    void replies_over_the_limit_of_one_end_the_run_and_the_connection() {
        String value = "v".repeat(10 << 20);
        shop("MULTI", "LATER x", "LATER y", "ADD a 1", "EXEC");
        later.get(0).complete(value);
        shop.runTurns();
        later.get(1).complete(value);
        shop.runTurns();
        assertThat(shop.takeText()).isEqualTo("-ERR internal error\r\n");
        assertThat(shop.isDisconnecting()).isTrue();
        assertThat(numbers).isEmpty();
    }

    @Test
    void the_connection_ends_behind_the_replies_if_a_command_ends_it() {
        assertThat(shop("MULTI", "ADD a 1", "GET broken", "ADD a 1", "EXEC", "GET a"))
                .isEqualTo("+OK +QUEUED +QUEUED +QUEUED *2 :1 -ERR internal error");
        assertThat(shop.isDisconnecting()).isTrue();
        assertThat(numbers).containsEntry("a", 1L);
    }

    @Test
    void a_connection_that_ends_lets_go_of_what_was_kept() {
        shop("MULTI", "LATER x", "ADD a 1", "EXEC");
        shop.lose(new IllegalStateException("lost"));
        later.get(0).complete("late");
        shop.runTurns();
        assertThat(numbers).isEmpty();
    }

    // ---- lines

    @Test
    void a_list_is_answered_as_one_command() {
        assertThat(songs("command_list_begin", "add a", "add b", "list", "command_list_end"))
                .isEqualTo("song: a song: b OK");
        assertThat(songs("command_list_begin", "command_list_end", "ping")).isEqualTo("OK OK");
    }

    @Test
    void each_reply_may_have_another_end() {
        assertThat(songs("command_list_ok_begin", "add a", "list", "ping", "command_list_end"))
                .isEqualTo("list_OK song: a list_OK list_OK OK");
    }

    @Test
    void the_first_error_ends_the_list_with_its_place() {
        assertThat(
                        songs(
                                "command_list_ok_begin",
                                "add a",
                                "add none",
                                "add b",
                                "command_list_end",
                                "list"))
                .isEqualTo("list_OK ACK [50@1] {} No such song song: a OK");
        assertThat(songs("command_list_begin", "ping", "ping", "foo", "command_list_end"))
                .isEqualTo("ACK [5@2] {} unknown");
        assertThat(songs("command_list_begin", "add", "command_list_end", "foo", "add none"))
                .isEqualTo("ACK [2@0] {add} usage ACK [5@0] {} unknown ACK [50@0] {} No such song");
    }

    @Test
    void what_interrupts_is_misplaced_and_a_payload_is_none() {
        assertThat(songs("command_list_begin", "ping", "idle", "command_list_end", "ping"))
                .isEqualTo("ACK [4@1] {idle} not here OK");
        assertThat(songs("command_list_begin", "noidle", "command_list_end"))
                .isEqualTo("ACK [4@0] {noidle} not here");
        assertThat(songs("command_list_begin", "put 4\nping", "command_list_end", "ping"))
                .isEqualTo("OK OK");
        assertThat(songs("command_list_begin", "command_list_begin", "command_list_end"))
                .isEqualTo("ACK [4@0] {command_list_begin} not here");
    }

    @Test
    void a_reply_of_a_list_may_come_later() {
        assertThat(songs("command_list_ok_begin", "later x", "add b", "command_list_end", "ping"))
                .isEmpty();
        later.get(0).complete("x");
        songs.runTurns();
        assertThat(songs.takeText()).isEqualTo("got x\nlist_OK\nlist_OK\nOK\nOK\n");
        assertThat(songs("command_list_begin", "ping", "later x", "ping", "command_list_end"))
                .isEmpty();
        later.get(1).completeExceptionally(new Songs.Ack(7, "gone"));
        songs.runTurns();
        assertThat(songs.takeText()).isEqualTo("ACK [7@1] {} gone\n");
    }
}
