package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Replies with three alternatives each, which differ in later words only. */
class AlternativesTest {
    private static final Served X =
            Served.compile(
                    """
                    @LineProtocol(caseSensitive = true)
                    public interface X {
                        @Command("SEALED") Shape sealed();
                        @Command("ENUM") Kind kind();
                        @Command("WORD") @Reply("+OK {} end") int word() throws No, Gone;
                        @Command("MAYBE") @Reply(value = "+OK got {}", absent = "+OK got nothing") Optional<String> maybe() throws Missing;
                        @Command("TRUTH") @Reply(value = "+OK it is so", absent = "+OK it is not") boolean truth() throws Unsure;
                        @Command("LIST") @Reply(value = "+OK some follow", each = "+OK {n} {text*}", end = "+OK that is all") List<Item> list() throws NoList;
                        sealed interface Shape {}
                        @Reply("+OK {size} {name} round") record Round(int size, String name) implements Shape {}
                        @Reply("+OK {size} {name} {side}") record Square(int size, String name, int side) implements Shape {}
                        @Reply("+OK {size} {rest*}") record Other(int size, String rest) implements Shape {}
                        enum Kind { @Reply("+OK it is red") RED, @Reply("+OK it is green") GREEN, @Reply("+OK it was {'blue'}") BLUE }
                        record Item(int n, String text) {}
                        NO
                    }
                    """
                            .replace(
                                    "NO\n",
                                    no("No", "+OK no end")
                                            + no("Gone", "+OK 5 gone")
                                            + no("Missing", "+OK missing {'it'}")
                                            + no("Unsure", "+OK it may be")
                                            + no("NoList", "+OK none follow")));

    private static String no(String name, String line) {
        return "@Reply(\"%s\") final class %s extends Exception { private static final long serialVersionUID = 1; public %s() {} }\n"
                .formatted(line, name, name);
    }

    private static void gives(String method, String lines, String value) throws Exception {
        try (Called client = new Called(X)) {
            assertThat(client.answered(method, lines + "\r\n").join()).as(lines).hasToString(value);
        }
    }

    private static void fails(String method, String line, String type) throws Exception {
        try (Called client = new Called(X)) {
            assertThatThrownBy(client.answered(method, line + "\r\n")::join)
                    .as(line)
                    .hasCauseInstanceOf(X.type("X$" + type).asSubclass(Exception.class));
        }
    }

    @Test
    void eachArrivesAsItself() throws Exception {
        gives("sealed", "+OK 1 ball round", "Round[size=1, name=ball]");
        gives("sealed", "+OK 1 box 7", "Square[size=1, name=box, side=7]");
        gives("sealed", "+OK 1 box seven", "Other[size=1, rest=box seven]");
        gives("sealed", "+OK 1 ball round thing", "Other[size=1, rest=ball round thing]");
        gives("kind", "+OK it is red", "RED");
        gives("kind", "+OK it is green", "GREEN");
        gives("kind", "+OK it was", "BLUE");
        gives("kind", "+OK it was cyan", "BLUE");
        gives("word", "+OK 5 end", "5");
        fails("word", "+OK no end", "No");
        fails("word", "+OK 5 gone", "Gone");
        gives("maybe", "+OK got it", "Optional[it]");
        gives("maybe", "+OK got nothing", "Optional.empty");
        fails("maybe", "+OK missing", "Missing");
        gives("truth", "+OK it is so", "true");
        gives("truth", "+OK it is not", "false");
        fails("truth", "+OK it may be", "Unsure");
        gives(
                "list",
                "+OK some follow\r\n+OK 1 that is all\r\n+OK 2 none follow\r\n+OK that is all",
                "[Item[n=1, text=that is all], Item[n=2, text=none follow]]");
        fails("list", "+OK none follow", "NoList");
    }
}
