package org.ropewalk.it.irc;

import static org.ropewalk.it.irc.IrcClients.HOST;
import static org.ropewalk.it.irc.IrcClients.assertAnswer;
import static org.ropewalk.it.irc.IrcClients.assertReceived;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Channels, their modes and invitations in the IRC example, against RFC 2811 and RFC 2812. */
class IrcChannelsTest {
    private final IrcClients irc = new IrcClients();

    // ---- INVITE: RFC 2812 3.2.7, Modern IRC

    @Test
    void F63_anInvitationReachesTheInvitedAlone_andOpensAnInviteOnlyChannel() {
        StringTransport ann = irc.client("ann", "JOIN #c", "MODE #c +i");
        StringTransport bob = irc.client("bob");

        assertAnswer(bob, "JOIN #c", ":s 473 bob #c :Cannot join channel (+i)");
        assertAnswer(ann, "INVITE bob #c", ":s 341 ann bob #c");
        assertReceived(bob, ":ann!~ann" + HOST + " INVITE bob #c");
        assertAnswer(bob, "INVITE", ":s 336 bob #c", ":s 337 bob :End of INVITE list");
        assertAnswer(
                bob,
                "JOIN #c",
                ":bob!~bob" + HOST + " JOIN :#c",
                ":s 353 bob = #c :@ann bob",
                ":s 366 bob #c :End of NAMES list");
        assertAnswer(bob, "INVITE", ":s 337 bob :End of INVITE list");
    }

    @Test
    void F63_invitationsAreRefused() {
        StringTransport ann = irc.client("ann", "JOIN #c", "MODE #c +i");
        StringTransport bob = irc.client("bob");
        StringTransport eve = irc.client("eve");

        assertAnswer(ann, "INVITE nobody #c", ":s 401 ann nobody :No such nick or channel name");
        assertAnswer(bob, "INVITE eve #c", ":s 442 bob #c :You are not on that channel");
        ann.deliver("INVITE bob #c\r\n");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "INVITE eve #c", ":s 482 bob #c :You are not channel operator");
        assertAnswer(ann, "INVITE bob #c", ":s 443 ann bob #c :is already on channel");
        assertAnswer(eve, "INVITE bob", ":s 461 eve INVITE :Syntax error");
        assertAnswer(ann, "INVITE eve #none", ":s 341 ann eve #none");
    }

    /** RFC 2812 3.2.7: the inviting client is told that the other is away. */
    @Test
    void F63_anInviterIsInformedThatTheUserIsAway() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        irc.client("bob", "AWAY :gone");

        assertAnswer(ann, "INVITE bob #c", ":s 301 ann bob :gone", ":s 341 ann bob #c");
    }

    // ---- secret and private channels: RFC 2811 4.2.6, RFC 2812 3.2.5

    @Test
    void F63_secretChannelsAreHiddenFromOutsiders() {
        StringTransport ann = irc.client("ann", "JOIN #a", "MODE #a +s");
        StringTransport bob = irc.client("bob");

        assertAnswer(bob, "LIST", ":s 323 bob :End of LIST");
        assertAnswer(bob, "LIST #a", ":s 323 bob :End of LIST");
        assertAnswer(bob, "NAMES", ":s 353 bob * * :ann bob", ":s 366 bob * :End of NAMES list");
        assertAnswer(bob, "NAMES #a", ":s 366 bob #a :End of NAMES list");
        assertAnswer(bob, "WHO #a", ":s 315 bob #a :End of WHO list");
        assertAnswer(ann, "LIST #A", ":s 322 ann #a 1 :", ":s 323 ann :End of LIST");
        assertAnswer(ann, "NAMES #a", ":s 353 ann @ #a :@ann", ":s 366 ann #a :End of NAMES list");
        ann.deliver("MODE #a -s\r\nMODE #a +p\r\n");
        assertAnswer(ann, "NAMES #a", ":s 353 ann * #a :@ann", ":s 366 ann #a :End of NAMES list");
        assertAnswer(bob, "LIST", ":s 323 bob :End of LIST");
        ann.deliver("MODE #a -p\r\n");
        assertAnswer(
                bob,
                "NAMES",
                ":s 353 bob = #a :@ann",
                ":s 353 bob * * :bob",
                ":s 366 bob * :End of NAMES list");
    }

    @Test
    void F63_aChannelIsNotPrivateAndSecret() {
        StringTransport ann = irc.client("ann", "JOIN #a", "MODE #a +s");

        assertAnswer(ann, "MODE #a +p");
        assertAnswer(ann, "MODE #a -p");
        assertAnswer(ann, "MODE #a", ":s 324 ann #a +s", ":s 329 ann #a 1000000000");
    }

    // ---- channel modes: RFC 2811 4, RFC 2812 3.2.3

    @Test
    void F63_bansPreventJoiningAndSpeaking() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        StringTransport bob = irc.client("bob", "JOIN #c");
        ann.clear();

        assertAnswer(ann, "MODE #c +b bob", ":ann!~ann" + HOST + " MODE #c +b bob!*@*");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        assertAnswer(bob, "NOTICE #c :x");
        bob.deliver("PART #c\r\n");
        assertAnswer(bob, "JOIN #c", ":s 474 bob #c :Cannot join channel (+b)");
        assertAnswer(
                bob,
                "MODE #c b",
                ":s 367 bob #c bob!*@* ann 1000000000",
                ":s 368 bob #c :End of channel ban list");
        ann.clear();
        assertAnswer(ann, "MODE #c +b BOB!*@*");
        assertAnswer(
                ann,
                "MODE #c -b+b BOB *@10.0.0.*",
                ":ann!~ann" + HOST + " MODE #c -b+b BOB!*@* *!*@10.0.0.*");
        assertAnswer(
                ann,
                "MODE #c +b",
                ":s 367 ann #c *!*@10.0.0.* ann 1000000000",
                ":s 368 ann #c :End of channel ban list");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "PRIVMSG #c :x");
    }

    /** RFC 2811 4.3.1: an invitation stands for a ban; a voice speaks in spite of it. */
    @Test
    void F63_theInvitedMayJoinInSpiteOfABanAndTheLimit() {
        StringTransport ann = irc.client("ann", "JOIN #c", "MODE #c +bl bob 1", "INVITE bob #c");
        StringTransport bob = irc.client("bob");
        assertAnswer(bob, "JOIN #c", ":s 471 bob #c :Cannot join channel (+l)");
        ann.deliver("INVITE bob #c\r\n");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        ann.deliver("MODE #c +v bob\r\n");
        assertAnswer(bob, "PRIVMSG #c :x");
    }

    /** MAXLIST, MODES. */
    @Test
    void F63_bansAreBounded() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        for (int i = 0; i < 50; i += 5) {
            ann.deliver(
                    "MODE #c +bbbbb "
                            + IntStream.range(i, i + 5)
                                    .mapToObj(n -> "n" + n)
                                    .collect(Collectors.joining(" "))
                            + "\r\n");
        }
        assertAnswer(ann, "MODE #c +b one", ":s 478 ann #c b :Channel list is full");
        assertAnswer(ann, "MODE #c -b n0", ":ann!~ann" + HOST + " MODE #c -b n0!*@*");
        assertAnswer(
                ann,
                "MODE #c +b " + "x".repeat(100),
                ":s 696 ann #c b " + "x".repeat(100) + "!*@* :Invalid mode parameter");
    }

    @Test
    void F63_limitsAndKeys() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        StringTransport bob = irc.client("bob");
        String by = ":ann!~ann" + HOST + " MODE #c ";

        assertAnswer(ann, "MODE #c +lk 01 key", by + "+lk 1 key");
        assertAnswer(ann, "MODE #c", ":s 324 ann #c +kl key 1", ":s 329 ann #c 1000000000");
        assertAnswer(bob, "MODE #c", ":s 324 bob #c +kl * 1", ":s 329 bob #c 1000000000");
        assertAnswer(bob, "JOIN #c key", ":s 471 bob #c :Cannot join channel (+l)");
        assertAnswer(ann, "MODE #c -l", by + "-l");
        assertAnswer(
                bob, "JOIN #c no", ":s 475 bob #c :Cannot join channel (+k) -- Wrong channel key");
        assertAnswer(ann, "MODE #c -k key", by + "-k key");
        for (String wrong : new String[] {"0", "-1", "abc", "1000001", "99999999999999999999"}) {
            assertAnswer(
                    ann,
                    "MODE #c +l " + wrong,
                    ":s 696 ann #c l " + wrong + " :Invalid mode parameter");
        }
        assertAnswer(ann, "MODE #c +k a,b", ":s 696 ann #c k * :Invalid mode parameter");
        assertAnswer(
                ann, "MODE #c +k " + "x".repeat(24), ":s 696 ann #c k * :Invalid mode parameter");
        assertAnswer(ann, "MODE #c +l", ":s 461 ann MODE :Syntax error");
        assertAnswer(ann, "MODE #c -lk");
    }

    /** RFC 2812 3.2.8: one channel and several users, or as many channels as users. */
    @Test
    void F63_kickTakesLists() {
        StringTransport ann = irc.client("ann", "JOIN #c,#d");
        irc.client("bob", "JOIN #c,#d");
        irc.client("cid", "JOIN #c,#d");
        String by = ":ann!~ann" + HOST + " KICK ";
        ann.clear();

        assertAnswer(
                ann,
                "KICK #c bob,dan,cid :out",
                by + "#c bob :out",
                ":s 441 ann dan #c :They are not on that channel",
                by + "#c cid :out");
        assertAnswer(
                ann,
                "KICK #d,#e,#d bob,bob,cid",
                by + "#d bob :ann",
                ":s 403 ann #e :No such channel",
                by + "#d cid :ann");
        assertAnswer(ann, "KICK #c,#d bob", ":s 461 ann KICK :Syntax error");
        assertAnswer(ann, "KICK #c,#d a,b,c", ":s 461 ann KICK :Syntax error");
    }

    /** Modern IRC, key channel mode: ERR_INVALIDMODEPARAM; RFC 2812 2.3.1: a key has no blanks. */
    @Test
    void F63_anArgumentOfAModeThatIsNoWordIs696() {
        StringTransport ann = irc.client("ann", "JOIN #c");

        for (String wrong : new String[] {"two words", "", " "}) {
            for (String mode : new String[] {"k", "l", "b"}) {
                assertAnswer(
                        ann,
                        "MODE #c +" + mode + " :" + wrong,
                        ":s 696 ann #c " + mode + " * :Invalid mode parameter");
            }
            assertAnswer(ann, "MODE #c +o :" + wrong, ":s 401 ann * :No such nick or channel name");
        }
        assertAnswer(ann, "MODE #c", ":s 324 ann #c +", ":s 329 ann #c 1000000000");
        assertAnswer(ann, "MODE #c +k :key", ":ann!~ann" + HOST + " MODE #c +k key");
        assertAnswer(ann, "MODE #c -k :a b", ":ann!~ann" + HOST + " MODE #c -k *");
    }

    /** CHANMODES says that k has an argument, set or taken back (Modern IRC, ISUPPORT). */
    @Test
    void F63_aKeyThatIsTakenBackHasAnArgument() {
        StringTransport ann = irc.client("ann", "JOIN #c", "MODE #c +k key");

        assertAnswer(ann, "MODE #c -k", ":ann!~ann" + HOST + " MODE #c -k *");
    }

    /** Modern IRC, MODE: 401 for a user that is not there, 502 for another. ngircd as well. */
    @Test
    void F63_theModesOfAnUnknownUserAre401_namesAreToldAsTheirOwnersWriteThem() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        StringTransport bob = irc.client("bob", "JOIN #c");

        assertAnswer(ann, "MODE nosuch", ":s 401 ann nosuch :No such nick or channel name");
        assertAnswer(ann, "MODE bob", ":s 502 ann :Cannot set/get modes for other users");
        ann.deliver("PRIVMSG BOB,#C :hi\r\n");
        assertReceived(
                bob,
                ":ann!~ann" + HOST + " PRIVMSG bob :hi",
                ":ann!~ann" + HOST + " PRIVMSG #c :hi");
    }

    @Test
    void F63_moderationVoiceAndMessagesFromOutside() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        StringTransport bob = irc.client("bob");
        String by = ":ann!~ann" + HOST + " MODE #c ";

        assertAnswer(bob, "PRIVMSG #c :x");
        ann.clear();
        assertAnswer(ann, "MODE #c +mnt", by + "+mnt");
        assertAnswer(ann, "MODE #c +mnt");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        ann.deliver("MODE #c -m\r\n");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        bob.deliver("JOIN #c\r\n");
        assertAnswer(bob, "PRIVMSG #c :x");
        ann.deliver("MODE #c +m\r\n");
        assertAnswer(bob, "PRIVMSG #c :x", ":s 404 bob #c :Cannot send to channel");
        ann.clear();
        assertAnswer(ann, "MODE #c +v BOB", by + "+v bob");
        assertAnswer(bob, "PRIVMSG #c :x");
        assertAnswer(
                bob, "NAMES #c", ":s 353 bob = #c :@ann +bob", ":s 366 bob #c :End of NAMES list");
        ann.clear();
        assertAnswer(ann, "MODE #c +v bob");
        assertAnswer(ann, "MODE #c -v bob", by + "-v bob");
    }

    @Test
    void F63_ranksAreForMembers() {
        StringTransport ann = irc.client("ann", "JOIN #c");
        irc.client("bob");

        assertAnswer(ann, "MODE #c +o bob", ":s 441 ann bob #c :They are not on that channel");
        assertAnswer(ann, "MODE #c +v no", ":s 401 ann no :No such nick or channel name");
        assertAnswer(ann, "MODE #c +o", ":s 461 ann MODE :Syntax error");
        assertAnswer(ann, "MODE #c +x", ":s 472 ann x :is unknown mode char for #c");
        assertAnswer(ann, "KICK #c bob", ":s 441 ann bob #c :They are not on that channel");
    }
}
