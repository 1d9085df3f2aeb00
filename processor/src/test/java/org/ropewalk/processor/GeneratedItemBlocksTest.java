package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Payloads of items of several lines: each begins with the same field. */
class GeneratedItemBlocksTest {
    private static final Served SONGS =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("ERR unknown"), malformed = @Reply("ERR {'{message}'}"), failed = @Reply("ERR failed"))
                    public interface X {
                        @Command("ADD") @Reply("{*}") String add(@Payload(Payload.Framing.DOTTED) List<Song> songs);
                        @Command("LIST {which}") @Reply("100") @Payload(Payload.Framing.DOTTED) List<Song> list(int which);
                        @Command("TIMES") @Reply(value = "101", each = "at: {time}\\nby: {name*}") @Payload(Payload.Framing.DOTTED) List<At> times();
                        record At(int time, String name) {}
                        @Format("file: {file*}\\n[time: {time}]\\n{tags: ...}") record Song(String file, OptionalInt time, Map<String, List<String>> tags) {}
                    }
                    final class H implements X {
                        static final X.Song ONE = new X.Song("a b", OptionalInt.of(5), Map.of("Artist", List.of("x", "y")));
                        public String add(List<X.Song> songs) { return songs.stream().map(s -> s.file() + "/" + s.time().orElse(-1) + "/" + new TreeMap<>(s.tags())).toList().toString(); }
                        public List<X.Song> list(int which) {
                            return switch (which) {
                                case 0 -> List.of();
                                case 1 -> List.of(ONE, new X.Song("c", OptionalInt.empty(), Map.of()));
                                case 2 -> List.of(new X.Song("c", OptionalInt.empty(), Map.of("file", List.of("d"))));
                                case 3 -> List.of(new X.Song("c\\nfile: d", OptionalInt.empty(), Map.of()));
                                default -> List.of(new X.Song("c", OptionalInt.empty(), Map.of("a:b", List.of("d"))));
                            };
                        }
                        public List<X.At> times() { return List.of(new X.At(1, "ada"), new X.At(2, "bob l.")); }
                    }
                    """);

    @Test
    void anItemBeginsWithItsFirstField() {
        assertThat(
                        SONGS.answers(
                                "ADD\nfile: a b\nArtist: x\ntime: 5\nArtist: y\nfile: c\n.\nADD\n.\nTIMES\nLIST 0\n"))
                .isEqualTo(
                        """
                        [a b/5/{Artist=[x, y]}, c/-1/{}]
                        []
                        101
                        at: 1
                        by: ada
                        at: 2
                        by: bob l.
                        .
                        100
                        .
                        """);
    }

    @Test
    void whatIsWrittenIsRead() throws Exception {
        assertThat(SONGS.answers("LIST 1\n"))
                .isEqualTo("100\nfile: a b\ntime: 5\nArtist: x\nArtist: y\nfile: c\n.\n");
        try (Called client = new Called(SONGS)) {
            var list = client.call("list", 1);
            client.answer(SONGS.answers("LIST 1\n").replace("\n", "\r\n"));
            assertThat(Called.outcome(list))
                    .hasToString(
                            "[Song[file=a b, time=OptionalInt[5], tags={Artist=[x, y]}],"
                                    + " Song[file=c, time=OptionalInt.empty, tags={}]]");
            var times = client.call("times");
            client.answer("101\r\nby: x\r\nat: 1\r\n.\r\n");
            assertThat(Called.outcome(times).toString()).contains("no field at:");
        }
    }

    @Test
    void aValueThatWouldBeginAnotherItemIsRefused() {
        for (int which : List.of(2, 3, 4)) {
            assertThat(SONGS.answers("LIST " + which + "\n")).isEqualTo("ERR failed\n");
        }
    }

    @Test
    void badItemsAreMalformed() {
        for (String bad :
                List.of(
                        "Artist: x",
                        "file: a\n\nfile: b",
                        "file: a\nplain",
                        "file: a\ntime: 1\ntime: 2",
                        "file: a\ntime: x",
                        "file: a\n: b")) {
            assertThat(SONGS.answers("ADD\n" + bad + "\n.\nADD\n.\n"))
                    .as(bad)
                    .startsWith("ERR item 1")
                    .endsWith("\n[]\n");
        }
    }
}
