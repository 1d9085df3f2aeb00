package org.ropewalk.it.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.it.irc.IrcClients.assertAnswer;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** WHO, WHOIS, WHOWAS, LUSERS and NAMES in the IRC example, against RFC 2812. */
class IrcQueriesTest {
    private final IrcClients irc = new IrcClients();

    // ---- LUSERS: RFC 2812 3.4.2, 5.1; Modern IRC

    @Test
    void F63_lusersCounts() {
        StringTransport ann = irc.client("ann", "JOIN #c", "MODE ann +i");
        irc.client("bob");
        StringTransport unknown = irc.unregistered();
        String[] expected = {
            ":s 251 ann :There are 1 users and 1 invisible on 1 servers",
            ":s 253 ann 1 :unknown connection(s)",
            ":s 254 ann 1 :channels formed",
            ":s 255 ann :I have 2 clients and 0 servers",
            ":s 265 ann 2 2 :Current local users 2, max 2",
            ":s 266 ann 2 2 :Current global users 2, max 2"
        };

        assertAnswer(ann, "LUSERS", expected);
        assertAnswer(ann, "LUSERS * s", expected);
        assertAnswer(ann, "LUSERS * other", ":s 402 ann other :No such server");
        unknown.lose(new org.ropewalk.reactor.ConnectionLost("gone"));
        ann.deliver("PART #c\r\n");
        assertAnswer(
                ann,
                "LUSERS",
                ":s 251 ann :There are 1 users and 1 invisible on 1 servers",
                ":s 255 ann :I have 2 clients and 0 servers",
                ":s 265 ann 2 2 :Current local users 2, max 2",
                ":s 266 ann 2 2 :Current global users 2, max 2");
    }

    // ---- WHOWAS: RFC 2812 3.6.3

    @Test
    void F63_whowasReportsUsersThatHaveLeftOrChangedTheirName() {
        StringTransport ann = irc.client("ann");
        irc.client("bob", "NICK bobby", "QUIT");
        irc.client("bob", "QUIT");
        String at = "2001-09-09T01:46:40Z";

        assertAnswer(
                ann,
                "WHOWAS bob",
                ":s 314 ann bob ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bob s :" + at,
                ":s 314 ann bob ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bob s :" + at,
                ":s 369 ann bob :End of WHOWAS");
        assertAnswer(
                ann,
                "WHOWAS BOB 1",
                ":s 314 ann bob ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bob s :" + at,
                ":s 369 ann BOB :End of WHOWAS");
        assertAnswer(
                ann,
                "WHOWAS bobb? -1 s",
                ":s 314 ann bobby ~bob 192.168.1.1 * :Real bob",
                ":s 312 ann bobby s :" + at,
                ":s 369 ann bobb? :End of WHOWAS");
        assertAnswer(
                ann,
                "WHOWAS nobody,ann",
                ":s 406 ann nobody :There was no such nickname",
                ":s 369 ann nobody :End of WHOWAS",
                ":s 406 ann ann :There was no such nickname",
                ":s 369 ann ann :End of WHOWAS");
        assertAnswer(ann, "WHOWAS", ":s 431 ann :No nickname given");
    }

    @Test
    void F63_whowasIsBounded() {
        StringTransport ann = irc.client("ann");
        for (int i = 0; i <= 500; i++) {
            irc.client("n" + i, "QUIT");
        }
        assertAnswer(
                ann,
                "WHOWAS n0",
                ":s 406 ann n0 :There was no such nickname",
                ":s 369 ann n0 :End of WHOWAS");
        ann.deliver("WHOWAS n1\r\n");
        assertThat(ann.takeText()).startsWith(":s 314 ann n1 ");
    }

    // ---- WHO: RFC 2812 3.6.1, Modern IRC

    @Test
    void F63_whoTakesMasks() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        irc.client("Anna", "JOIN #c");
        irc.client("bob");
        String first = ":s 352 ann * ~ann 192.168.1.1 s ann H :0 Real ann";
        String second = ":s 352 ann * ~Anna 192.168.1.1 s Anna H :0 Real Anna";
        String third = ":s 352 ann * ~bob 192.168.1.1 s bob H :0 Real bob";

        assertAnswer(ann, "WHO an*", first, second, ":s 315 ann an* :End of WHO list");
        assertAnswer(ann, "WHO ?OB", third, ":s 315 ann ?OB :End of WHO list");
        assertAnswer(ann, "WHO *bo*", third, ":s 315 ann *bo* :End of WHO list");
        assertAnswer(ann, "WHO", first, second, third, ":s 315 ann * :End of WHO list");
        assertAnswer(ann, "WHO 0", first, second, third, ":s 315 ann 0 :End of WHO list");
        assertAnswer(
                ann,
                "WHO 192.168.*",
                first,
                second,
                third,
                ":s 315 ann 192.168.* :End of WHO list");
        assertAnswer(ann, "WHO x*y", ":s 315 ann x*y :End of WHO list");
        assertAnswer(ann, "WHO * o", ":s 315 ann * :End of WHO list");
        assertAnswer(
                ann,
                "WHO #C",
                ":s 352 ann #c ~ann 192.168.1.1 s ann H@ :0 Real ann",
                ":s 352 ann #c ~Anna 192.168.1.1 s Anna H :0 Real Anna",
                ":s 315 ann #C :End of WHO list");
    }

    /** RFC 2812 3.1.5, 3.6.1: mode i. */
    @Test
    void F63_invisibleUsersAreFoundByTheirWholeNameAlone() {
        StringTransport ann = irc.client("ann", "JOIN #c", "MODE ann +i");
        StringTransport bob = irc.client("bob");
        String whole = ":s 352 bob * ~ann 192.168.1.1 s ann H :0 Real ann";

        assertAnswer(bob, "WHO a*", ":s 315 bob a* :End of WHO list");
        assertAnswer(bob, "WHO #c", ":s 315 bob #c :End of WHO list");
        assertAnswer(bob, "WHO ann", whole, ":s 315 bob ann :End of WHO list");
        assertAnswer(bob, "NAMES #c", ":s 366 bob #c :End of NAMES list");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "WHO a*", whole, ":s 315 bob a* :End of WHO list");
        assertThat(ann.isOpen()).isTrue();
    }

    // ---- WHOIS: RFC 2812 3.6.2

    @Test
    void F63_whoisReportsMarksIdleTimeAndAway() {
        irc.client("ann", "JOIN #a,#b", "AWAY :out");
        StringTransport bob = irc.client("bob", "JOIN #a");
        irc.client("ann2", "JOIN #b");
        String[] expected = {
            ":s 311 bob ann ~ann 192.168.1.1 * :Real ann",
            ":s 312 bob ann s :Ropewalk",
            ":s 319 bob ann :@#a @#b",
            ":s 301 bob ann :out",
            ":s 317 bob ann 0 1000000000 :seconds idle, signon time",
            ":s 318 bob ann :End of WHOIS list"
        };

        assertAnswer(bob, "WHOIS ann", expected);
        assertAnswer(bob, "WHOIS s ann", expected);
        assertAnswer(bob, "WHOIS ann ann", expected);
        assertAnswer(bob, "WHOIS other ann", ":s 402 bob other :No such server");
        assertAnswer(bob, "WHOIS", ":s 431 bob :No nickname given");
        assertAnswer(
                bob,
                "WHOIS x,y",
                ":s 401 bob x :No such nick or channel name",
                ":s 318 bob x :End of WHOIS list",
                ":s 401 bob y :No such nick or channel name",
                ":s 318 bob y :End of WHOIS list");
    }

    @Test
    void F63_whoisHidesSecretChannelsAndThoseOfTheInvisible() {
        StringTransport ann = irc.client("ann", "JOIN #a,#b", "MODE #b +s");
        StringTransport bob = irc.client("bob");
        String[] parts = {
            ":s 311 bob ann ~ann 192.168.1.1 * :Real ann",
            ":s 312 bob ann s :Ropewalk",
            ":s 317 bob ann 0 1000000000 :seconds idle, signon time",
            ":s 318 bob ann :End of WHOIS list"
        };

        assertAnswer(
                bob, "WHOIS ann", parts[0], parts[1], ":s 319 bob ann :@#a", parts[2], parts[3]);
        ann.deliver("MODE ann +i\r\n");
        assertAnswer(bob, "WHOIS ann", parts);
    }

    /** RFC 2812 2.3: 512 bytes with the line's end. */
    @Test
    void F63_manyNamesAreSentInSeveralLines() {
        StringTransport ann = irc.client("ann", "JOIN #a");
        IntStream.range(0, 100).forEach(i -> irc.client("somebody" + i, "JOIN #a"));
        ann.clear();
        ann.deliver("NAMES #a\r\n");

        String answer = ann.takeText();

        assertThat(answer.lines()).hasSize(4).allMatch(line -> line.length() <= 510);
        assertThat(answer).contains(":@ann somebody0 ").contains(" somebody99\r\n");
    }

    /** RFC 2812 3.2.5; Modern IRC, NAMES. */
    @Test
    void F63_namesOfAllEndWithUsersThatAreInNoChannel() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        irc.client("bob");
        irc.client("cid", "MODE cid +i");

        assertAnswer(
                ann,
                "NAMES",
                ":s 353 ann = #c :@ann",
                ":s 353 ann * * :bob",
                ":s 366 ann * :End of NAMES list");
    }
}
