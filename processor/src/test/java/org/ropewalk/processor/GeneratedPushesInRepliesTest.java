package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Push messages between the lines of a reply, as other servers send them: the client reads both.
 */
class GeneratedPushesInRepliesTest {
    private static final Served BOX =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("BAD"))
                    public interface X {
                        @Command("LIST") @Reply(each = "ITEM {}", end = "END") List<String> list();
                        @Command("BYE") @Reply(value = "OK", close = true) void bye();
                        @Push interface Events {
                            @Reply("COUNT {number}") void count(int number);
                        }
                    }
                    """);

    @Test
    void aPushMessageInsideAReplyIsNoPartOfIt() throws Exception {
        List<String> pushed = new ArrayList<>();
        try (Called client = new Called(BOX, "X$Events", pushed::add, "")) {
            CompletableFuture<?> listed =
                    client.answered(
                            "list", "COUNT 1\r\nITEM a\r\nCOUNT 2\r\nITEM b\r\nCOUNT 3\r\nEND\r\n");

            assertThat(listed.join()).isEqualTo(List.of("a", "b"));
            assertThat(pushed).containsExactly("count[1]", "count[2]", "count[3]");
        }
    }

    @Test
    void anotherLineInsideAReplyEndsTheConnection() throws Exception {
        try (Called client = new Called(BOX, "X$Events", each -> {}, "")) {
            assertThat(client.answered("list", "ITEM a\r\nNUMBER 2\r\n"))
                    .isCompletedExceptionally();
        }
    }
}
