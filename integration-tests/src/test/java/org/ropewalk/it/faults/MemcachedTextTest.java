package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.testing.StringTransport;

/** memcached's text: each answer is what memcached 1.6.18 sends to the same bytes. */
class MemcachedTextTest {
    private final StringTransport transport =
            new StringTransport().connect(MemcachedExample.factory());

    private String answer(String... lines) {
        transport.clear();
        transport.deliver(String.join("\r\n", lines) + "\r\n");
        return transport.text();
    }

    private void assertAnswer(String expected, String... lines) {
        assertThat(answer(lines)).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void F61_surplusWordsAfterVersionMnAndQuitAreIgnored() {
        assertAnswer("VERSION 1.6.18\n", "version a b");
        assertAnswer("MN\nMN\n", "mn a b", "mn");
        assertAnswer("", "quit now");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void F61_verbosity() {
        assertAnswer("", "verbosity noreply");
        assertAnswer("ERROR\n", "verbosity");
        assertAnswer("CLIENT_ERROR bad command line format\n", "verbosity x");
        assertAnswer("MN\n", "verbosity 1 noreply", "mn");
    }

    /** As memcached answers when it is started with {@code -W -X}, and without {@code -A}. */
    @Test
    void F61_keysAndTheLogAreNotShown_andNoClientEndsTheServer() {
        assertAnswer("CLIENT_ERROR stats cachedump not allowed\n", "stats cachedump 1 0");
        assertAnswer("CLIENT_ERROR watch commands not allowed\n", "watch fetchers");
        assertAnswer("ERROR: shutdown not enabled\nMN\n", "shutdown", "mn");
    }

    /** memcached skips no data behind a length that is none: it reads it as a command. */
    @Test
    void F61_aLengthThatIsNoneIsAnswered_andTheConnectionStays() {
        for (String length :
                new String[] {
                    "-1",
                    "x",
                    "5x",
                    "2147483646",
                    "2147483648",
                    "4294967296",
                    "99999999999999999999"
                }) {
            assertAnswer(
                    "CLIENT_ERROR bad command line format\nERROR\nMN\n",
                    "set k 0 0 " + length,
                    "hello",
                    "mn");
            assertAnswer(
                    "CLIENT_ERROR bad command line format\nMN\n",
                    "cas k 0 0 " + length + " 5",
                    "mn");
            assertAnswer("CLIENT_ERROR bad command line format\nMN\n", "ms k " + length, "mn");
            assertAnswer("MN\n", "set k 0 0 " + length + " noreply", "mn");
        }
        for (String line :
                new String[] {"set k x 0 5", "set k 0 y 5", "cas k x 0 5 1", "cas k 0 0 5 x"}) {
            assertAnswer("CLIENT_ERROR bad command line format\nERROR\nMN\n", line, "hello", "mn");
        }
    }

    /** memcached skips the data of a value that is too large, whatever its length. */
    @Test
    void F61_dataThatIsTooLargeIsSkipped_andTheConnectionStays() {
        transport.deliver("set k 0 0 " + (32 << 20) + "\r\n");
        for (int i = 0; i < 32; i++) {
            transport.deliver("x".repeat(1 << 20));
        }
        assertAnswer("SERVER_ERROR object too large for cache\nMN\n", "", "mn");
    }

    /** memcached 1.6.18: a value that is too large takes the old one with it, if it was set. */
    @Test
    void F28_aValueThatIsTooLargeDropsTheOldOne_ifItIsSet() {
        String large = "x".repeat(2_000_000);
        for (String set : new String[] {"set k 0 0", "ms k"}) {
            assertAnswer("STORED\n", "set k 0 0 2", "hi");
            assertAnswer(
                    "SERVER_ERROR object too large for cache\nEND\n",
                    set + " " + large.length(),
                    large,
                    "get k");
        }
        for (String kept : new String[] {"add k 0 0", "replace k 0 0", "append k 0 0"}) {
            assertAnswer("STORED\n", "set k 0 0 2", "hi");
            assertAnswer(
                    "SERVER_ERROR object too large for cache\nVALUE k 0 2\nhi\nEND\n",
                    kept + " " + large.length(),
                    large,
                    "get k");
        }
        assertAnswer(
                "SERVER_ERROR object too large for cache\nVALUE k 0 2\nhi\nEND\n",
                "cas k 0 0 " + large.length() + " 77",
                large,
                "get k");
    }

    /** memcached skips no data behind a line of too few or too many words. */
    @Test
    void F61_aStorageLineOfOtherWordsIsAnError_andTheConnectionStays() {
        for (String line :
                new String[] {
                    "set", "add k", "set k 0 0", "set k 0 0 5 x y z", "cas", "cas k", "cas k 0 0 5 "
                }) {
            assertAnswer("ERROR\nERROR\nMN\n", line, "hello", "mn");
        }
    }

    @Test
    void F61_deleteWithATime() {
        String usage = "CLIENT_ERROR bad command line format.  Usage: delete <key> [noreply]\n";
        assertAnswer("STORED\n", "set k 0 0 1", "x");
        assertAnswer(usage + "MN\n", "delete k 10", "mn");
        assertAnswer(usage + "MN\n", "delete k x y", "mn");
        assertAnswer("MN\n", "delete k 10 noreply", "mn");
        assertAnswer("DELETED\n", "delete k 0");
        assertAnswer("MN\n", "delete k 0 noreply", "mn");
        assertAnswer("ERROR\nERROR\nMN\n", "delete", "delete a b c d", "mn");
    }

    @Test
    void F61_casWithSurplusBlanks() {
        assertAnswer("NOT_FOUND\nMN\n", "cas k 0 0 1  5", "a", "mn");
    }

    @Test
    void F61_statsKnowsItsTopicsAndNoOthers() {
        assertAnswer("ERROR\n", "stats foo");
        assertAnswer("RESET\n", "stats reset");
        assertAnswer("RESET\n", "stats reset foo");
        assertAnswer("END\n", "stats items");
        assertAnswer("STAT active_slabs 0\nSTAT total_malloced 0\nEND\n", "stats slabs");
        assertAnswer("STAT sizes_status disabled\nEND\n", "stats sizes");
        assertThat(answer("stats settings"))
                .startsWith("STAT maxbytes ")
                .contains("\r\nSTAT item_size_max 1048576\r\n")
                .endsWith("\r\nEND\r\n");
    }

    @Test
    void F61_flushAll() {
        assertAnswer("CLIENT_ERROR invalid exptime argument\n", "flush_all x");
        assertAnswer("OK\n", "flush_all -1");
        assertAnswer("OK\n", "flush_all 0");
        assertAnswer("MN\n", "flush_all noreply", "mn");
        assertAnswer("MN\n", "flush_all 0 noreply", "mn");
        assertAnswer("ERROR\n", "flush_all 1 2 3");
    }

    @Test
    void F61_aLineForManyKeysIsAsLongAsItMustBe() {
        StringBuilder keys = new StringBuilder("get");
        for (int i = 0; i < 2_000; i++) {
            keys.append(" a-key-of-a-good-length-with-a-number-at-its-end-and-something-behind-")
                    .append(i);
        }
        assertThat(keys.length()).isGreaterThan(128 * 1024);
        assertAnswer(
                "STORED\n",
                "set a-key-of-a-good-length-with-a-number-at-its-end-and-something-behind-1999 0 0 1",
                "x");
        assertAnswer(
                "VALUE a-key-of-a-good-length-with-a-number-at-its-end-and-something-behind-1999 0 1\nx\nEND\n",
                keys.toString());
    }

    @Test
    void F61_cacheMemlimit() {
        assertAnswer("OK\n", "cache_memlimit 64");
        assertAnswer(
                "MEMLIMIT_TOO_SMALL cannot set maxbytes to less than 8m\n", "cache_memlimit 1");
        assertAnswer("ERROR\n", "cache_memlimit x");
        assertAnswer("ERROR\n", "cache_memlimit");
        assertAnswer("MN\n", "cache_memlimit 64 noreply", "mn");
        assertAnswer("OK\n", "cache_memlimit 8");
        assertThat(answer("stats")).contains("\r\nSTAT limit_maxbytes 8388608\r\n");
    }

    @Test
    void F61_slabs() {
        assertAnswer("ERROR\n", "slabs");
        assertAnswer("NOSPARE source class has no spare pages\n", "slabs reassign 1 2");
        assertAnswer("OK\n", "slabs automove 1");
    }

    @Test
    void F61_me() {
        assertAnswer("EN\n", "me nokey");
        answer("set k 5 0 2", "hi");
        assertAnswer("ME k exp=-1 la=0 cas=1 fetch=no cls=1 size=163\n", "me k");
    }

    // ---- meta flags

    @Test
    void F61_mdIMarksStale_oneClientWinsTheRightToBringANewValue() {
        answer("set s 0 0 1", "a");
        assertAnswer("HD\n", "md s I T30");
        assertAnswer("VA 1 c2 t30 X W\na\n", "mg s v c t");
        assertAnswer("VA 1 c2 t30 Z X\na\n", "mg s v c t");
        assertAnswer("HD\nVA 1\nb\n", "ms s 1 T0", "b", "mg s v");
    }

    /** doc/protocol.txt: "x: removes the item value, but leaves the item". */
    @Test
    void F61_mdXRemovesTheValueAndLeavesTheItem() {
        answer("set s 7 0 1", "a");
        assertAnswer("HD\nVA 0 s0 f0\n\n", "md s x", "mg s v s f");
    }

    @Test
    void F61_msIWithAnOlderVersionStoresAndMarksStale() {
        answer("set k 0 0 1", "a", "set k 0 0 1", "b");
        assertAnswer("EX\n", "ms k 1 C9", "x");
        assertAnswer("HD\nVA 1 X W\nx\n", "ms k 1 I C1", "x", "mg k v");
    }

    @Test
    void F61_mgNMakesAnItem_andTheFirstWins() {
        assertAnswer(
                "VA 0 t30 W\n\nVA 0 t30 Z\n\nVA 0 Z\n\n", "mg v N30 v t", "mg v N30 v t", "mg v v");
    }

    @Test
    void F61_mgRLetsOneClientRenewWhatExpiresSoon() {
        answer("set r 0 30 1", "a");
        assertAnswer("VA 1 t30\na\n", "mg r R10 v t");
        assertAnswer("VA 1 t30 W\na\nVA 1 t30 Z\na\n", "mg r R60 v t", "mg r R60 v t");
    }

    @Test
    void F61_qHidesTheNominalOutcomeAlone() {
        assertAnswer("MN\n", "mg none q v", "mn");
        assertAnswer("MN\n", "ms k 2 q", "hi", "mn");
        assertAnswer("NS\nMN\n", "ms k 2 q ME", "hi", "mn");
        assertAnswer("EX\nMN\n", "ms k 2 C99 q", "hi", "mn");
        assertAnswer("MN\n", "md k q", "mn");
        assertAnswer("NF\nMN\n", "md k q", "mn");
        assertAnswer("NF\nMN\n", "ma n q", "mn");
    }

    @Test
    void F61_bIsAKeyInBase64() {
        answer("set plain 0 0 2", "hi");
        assertAnswer("VA 2 kplain\nhi\n", "mg cGxhaW4= v k b");
        assertAnswer("EN knope b\n", "mg nope v k b");
        assertAnswer("CLIENT_ERROR error decoding key\n", "mg mk v b");
        assertAnswer("HD\nVA 1 kAP8= b\nx\n", "ms AP8= 1 b", "x", "mg AP8= b k v");
    }

    @Test
    void F61_sentFlagsAreReturnedWithAMiss() {
        assertAnswer("EN O123 knone\n", "mg none O123 k");
    }

    /** As memcached, whose meta commands each take the flags of all. */
    @Test
    void F61_flagsThatMeanNothingToACommandAreIgnored() {
        assertAnswer("EN Oabc\n", "mg none Oabc C0 D3 F9 MX");
        assertAnswer("HD kk\n", "ms k 2 k s t v", "hi");
        assertAnswer("HD k\n".replace(" k", ""), "md k v t R5");
        assertAnswer("EN\n", "me k z v MX");
    }

    @Test
    void F61_theFirstOfSeveralMistakesInFlagsIsNamedAsMemcachedDoes() {
        assertAnswer("CLIENT_ERROR invalid numeric delta value\n", "ms k 1 Tx Dx", "a");
        assertAnswer("CLIENT_ERROR bad command line format\n", "ms k 1 Fx", "a");
        assertAnswer("CLIENT_ERROR incorrect length for M token\n", "ms k 1 MSS", "a");
        assertAnswer("CLIENT_ERROR invalid or duplicate flag\n", "md k q q");
        assertAnswer("CLIENT_ERROR invalid or duplicate flag\n", "ma k Dx");
        assertAnswer(
                "CLIENT_ERROR opaque token too long\n", "mg k O12345678901234567890123456789012");
        assertAnswer(
                "CLIENT_ERROR options flags too long\n",
                "md k b c f h k l q s t v u C1 D1 F1 I J1 MS O");
    }

    @Test
    void F61_flagsOfMgTakeEffectInTheirOrder() {
        assertAnswer("HD t-1 t30 W\n".replace(" t30", ""), "mg n t N30");
        assertAnswer("HD t60\n".replace("t60", "t30 Z"), "mg n t T60");
        assertAnswer("HD t60 Z\n", "mg n t");
    }

    /** protocol.txt: "q: noreply semantics for return codes"; a hit of mg is answered. */
    @Test
    void F61_maWithQHasNoReply_withAValueToo() {
        assertAnswer("STORED\nMN\nVA 1\n3\n", "set n 0 0 1", "1", "ma n q v", "mn", "ma n v");
    }

    @Test
    void F61_aNumberInAValueEndsAtABlank() {
        assertAnswer("STORED\n13\n", "set n 0 0 3", " 12", "incr n 1");
        assertAnswer("VALUE n 0 3\n13 \nEND\n", "get n");
    }

    /** A word in the place of {@code noreply}: the data behind it must not be read as commands. */
    @Test
    void F61_oneSurplusWordOfAStorageLineMeansNothing() {
        assertAnswer("STORED\n", "set n 0 0 3 a", "get");
        assertAnswer("NOT_FOUND\n", "cas none 0 0 3 1 a", "get");
        assertAnswer("VALUE n 0 3\nget\nEND\n", "get n");
    }

    @Test
    void F61_statsDetail() {
        String usage = "CLIENT_ERROR usage: stats detail on|off|dump\n";
        assertAnswer(usage, "stats detail");
        assertAnswer(usage, "stats detail x");
        assertAnswer("OK\nEND\n", "stats detail on", "stats detail dump");
        answer(
                "set a:b 0 0 1",
                "x",
                "get a:b a:c",
                "delete a:c",
                "get plain",
                "set b:a 0 0 1",
                "x");
        assertAnswer(
                "PREFIX a get 2 hit 1 set 1 del 1\nPREFIX b get 0 hit 0 set 1 del 0\nEND\n",
                "stats detail dump");
        assertAnswer(
                "OK\nEND\nPREFIX a get 2 hit 1 set 1 del 1\nPREFIX b get 0 hit 0 set 1 del 0\nEND\n",
                "stats detail off",
                "get a:z",
                "stats detail dump");
        assertAnswer("RESET\nEND\n", "stats reset", "stats detail dump");
    }

    /** Clients choose the keys: what is counted for their prefixes is bounded. */
    @Test
    void F61_statsDetailCountsABoundedNumberOfPrefixes() {
        answer("stats detail on");
        for (int i = 0; i < 2_000; i++) {
            answer("get " + i + ":");
        }
        assertThat(answer("stats detail dump").lines().count()).isEqualTo(1_001);
    }

    @Test
    void F61_figuresThatMonitorsRead() {
        answer("set k 0 0 1", "x", "get k", "mg k");
        assertThat(answer("stats"))
                .contains("\r\nSTAT curr_connections 1\r\nSTAT total_connections 1\r\n")
                .contains("\r\nSTAT cmd_meta 1\r\n")
                .contains("\r\nSTAT total_items 1\r\n");
    }

    @Test
    void F61_commandsOfOneWordThatNeedMore() {
        assertAnswer("CLIENT_ERROR bad command line format\nMN\n", "ms", "mn");
        assertAnswer("CLIENT_ERROR bad command line format\nMN\n", "ms k", "mn");
        assertAnswer("CLIENT_ERROR bad command line format\n", "me");
        assertAnswer("BADCLASS invalid src or dst class id\n", "slabs reassign 99 1");
        assertAnswer("SAME src and dst class are identical\n", "slabs reassign 1 1");
        assertAnswer("ERROR\n", "slabs automove 3");
        assertAnswer(
                "MEMLIMIT_ADJUST_FAILED input value is megabytes not bytes\n",
                "cache_memlimit 1000000001");
    }

    @Test
    void F61_flagsThatAreUnknownOrNamedTwice() {
        assertAnswer("CLIENT_ERROR invalid flag\n", "mg k E v");
        assertAnswer("CLIENT_ERROR duplicate flag\n", "mg k v v");
        assertAnswer("CLIENT_ERROR invalid flag\nMN\n", "ms k 2 Z", "hi", "mn");
        assertAnswer("CLIENT_ERROR invalid mode for ma M token\n", "ma n MX");
        assertAnswer("CLIENT_ERROR bad token in command line format\n", "ms k 1 Tx", "a");
    }
}
