package org.ropewalk.it.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Words;
import org.ropewalk.server.Peer;

/** How many bytes the loop's thread allocates for a command in an array of RESP. */
class ArrayAllocationTest {
    private static final Bytes SOME = Bytes.of("some");
    private static final List<Bytes> NAMES = List.of(SOME, Bytes.of("more"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*1;$4;PING | +PONG | 0",
                "*2;$3;GET;$3;key | $4;some | 0",
                "*2;$3;GET;$4;none | $-1 | 0",
                "*2;$3;ADD;$2;12 | :13 | 0",
                "*1;$3;ALL | *2;$4;some;$4;more | 32",
                "*3;$4;MGET;$1;a;$1;b | *2;$4;some;$-1 | 32",
                "*4;$5;PAIRS;$1;k;$1;a;$1;1 | :1 | 272",
                "*3;$3;SET;$1;k;$1;v | +OK | 24",
                "*6;$3;SET;$1;k;$1;v;$2;NX;$2;EX;$1;5 | +OK | 48",
                "*1;$4;TYPE | +some | 0",
                "*1;$7;HGETALL | *2;$4;some;$4;some | 72",
                "*1;$5;SCORE | $3;1.5 | 112",
                "*1;$6;EXISTS | :1 | 0",
                "*1;$3;POP | *2;$4;some;$4;some | 0",
                "*3;$9;SUBSCRIBE;$1;a;$1;b | *3;$9;subscribe;$4;some;:1;*3;$9;subscribe;$4;some;:2 | 32",
                "*2;$7;PUBLISH;$2;hi | *3;$7;message;$4;some;$2;hi;:1 | 88",
            })
    void of_an_array(String command, String reply, int bytes) throws Exception {
        Allocation.assertOf(new ArrayShapesFactory(Server::new), command, reply, bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*1;$4;PING | +PONG | 0",
                "*2;$3;GET;$3;key | $4;some | 0",
                "*2;$3;GET;$4;none | _ | 0",
                "*2;$3;ADD;$2;12 | :13 | 0",
                "*1;$3;ALL | *2;$4;some;$4;more | 32",
                "*1;$7;HGETALL | %1;$4;some;$4;some | 72",
                "*1;$5;SCORE | ,1.5 | 112",
                "*1;$3;POP | *2;$4;some;$4;some | 0",
                "*3;$9;SUBSCRIBE;$1;a;$1;b | >3;$9;subscribe;$4;some;:1;>3;$9;subscribe;$4;some;:2 | 32",
                "*2;$7;PUBLISH;$2;hi | >3;$7;message;$4;some;$2;hi;:1 | 88",
            })
    void of_an_array_in_version_3(String command, String reply, int bytes) throws Exception {
        LoopAllocation loop =
                new LoopAllocation(
                        new ArrayShapesFactory(Server::new), "*2;$5;HELLO;$1;3", "+HELLO");
        Allocation.assertOf(loop, command, reply, bytes);
    }

    private static final class Server implements ArrayShapes {
        private static final Optional<Bytes> FOUND = Optional.of(SOME);
        private static final List<Optional<Bytes>> BOTH = List.of(FOUND, Optional.empty());
        private static final Map<Bytes, Bytes> PAIRS = Map.of(SOME, SOME);
        private static final Popped POPPED = new Popped(SOME, SOME);
        private static final List<Entered> ENTERED =
                List.of(new Entered(SOME, 1), new Entered(SOME, 2));
        private final Peer peer;

        Server(Peer peer) {
            this.peer = peer;
        }

        @Override
        public void ping() {}

        @Override
        public Optional<Bytes> get(Slice key) {
            return key.length() == 3 ? FOUND : Optional.empty();
        }

        @Override
        public long add(long number) {
            return number + 1;
        }

        @Override
        public List<Bytes> all() {
            return NAMES;
        }

        @Override
        public List<Optional<Bytes>> mget(Words keys) {
            return BOTH;
        }

        @Override
        public int pairs(Slice key, Map<String, String> fields) {
            return fields.size();
        }

        @Override
        public void set(Slice key, Slice value, SetOptions options) {}

        @Override
        public Bytes type() {
            return SOME;
        }

        @Override
        public Map<Bytes, Bytes> hgetall() {
            return PAIRS;
        }

        @Override
        public double score() {
            return 1.5;
        }

        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public Popped pop() {
            return POPPED;
        }

        @Override
        public List<Entered> subscribe(Words channels) {
            return ENTERED;
        }

        @Override
        public void hello(int version) {
            if (version == 3) {
                peer.resp3();
            }
        }

        @Override
        public int publish(Bytes message) {
            ArrayShapesPushes.to(peer).message(SOME, message);
            return 1;
        }
    }
}
