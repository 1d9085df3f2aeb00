package org.ropewalk.it.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** How many bytes the loop's thread allocates for a line that is pushed. */
class PushAllocationTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tell text | * some: text;TOLD | 88",
                "say text | * some: text;SAID | 88",
                "send | * DATA 4;some;SENT | 32",
            })
    void to_the_connection_that_is_served(String command, String reply, int bytes)
            throws Exception {
        check(command, reply, bytes);
    }

    /** The lines are formatted once. */
    @Test
    void to_two_other_connections() throws Exception {
        Group others = new Group();
        Allocation.assertOf(
                new LoopAllocation(new PushShapesFactory(peer -> new Server(peer, others)))
                        .heardBy(2, "* some: text"),
                "cry text",
                "CRIED",
                112);
    }

    private static void check(String command, String reply, int bytes) throws Exception {
        Group others = new Group();
        Allocation.assertOf(
                new PushShapesFactory(peer -> new Server(peer, others)), command, reply, bytes);
    }

    private static final class Server implements PushShapes {
        private static final Bytes SOME = Bytes.of("some");
        private final Group own = new Group();
        private final Group others;
        private final Peer peer;

        Server(Peer peer, Group others) {
            this.peer = peer;
            this.others = others;
            own.add(peer);
            others.add(peer);
        }

        @Override
        public void tell(Bytes text) {
            PushShapesPushes.to(peer).said(SOME, text);
        }

        @Override
        public void say(Bytes text) {
            PushShapesPushes.to(own).said(SOME, text);
        }

        @Override
        public void cry(Bytes text) {
            PushShapesPushes.to(others.except(peer)).said(SOME, text);
        }

        @Override
        public void send() {
            PushShapesPushes.to(peer).sent(SOME);
        }
    }
}
