package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import org.ropewalk.examples.value.Mask;

/** What the server tells a registered client about itself. */
final class ServerReport implements ServerQueries {
    private static final String VERSION = "ropewalk";
    private static final String USER_MODES = "i";
    private static final String CHANNEL_MODES = "biklmnopstv";
    private static final String MODES_WITH_PARAMETER = "bklov";

    private final Network network;
    private final User user;
    private final IrcPushes pushes;

    ServerReport(Network network, User user) {
        this.network = network;
        this.user = user;
        this.pushes = user.pushes();
    }

    /** RFC 2812 5.1: 002 to 005, the counts and the message of the day, behind the welcome. */
    void welcome() {
        pushes.yourHost("Your host is " + network.server() + ", running Ropewalk");
        pushes.created("This server was created " + network.created());
        pushes.myInfo(
                network.server(),
                VERSION,
                USER_MODES,
                CHANNEL_MODES,
                Optional.of(MODES_WITH_PARAMETER));
        support();
        lusers();
        motd();
    }

    /** What is true of this server (Modern IRC, RPL_ISUPPORT); 13 words at the most. */
    private void support() {
        pushes.support(
                List.of(
                        "CASEMAPPING=ascii",
                        "CHANTYPES=" + Network.CHANNEL_TYPES,
                        "PREFIX=(ov)@+",
                        "CHANMODES=b,k,l,imnpst",
                        "MODES=" + ModeCommand.MAX_ARGUMENTS,
                        "MAXLIST=b:" + ChannelModes.MAX_BANS,
                        "CHANLIMIT=" + Network.CHANNEL_TYPES + ":" + MemberChannels.MAX_CHANNELS,
                        "NICKLEN=" + Network.MAX_NICK,
                        "USERLEN=" + User.MAX_USER,
                        "CHANNELLEN=" + Network.MAX_CHANNEL,
                        "TOPICLEN=" + Channel.MAX_TOPIC,
                        "KICKLEN=" + MemberChannels.MAX_REASON,
                        "AWAYLEN=" + Member.MAX_AWAY));
    }

    /** Whether the question is for this server; tells the client if it is not. */
    private boolean isAsked(Optional<String> target) {
        boolean asked =
                target.isEmpty()
                        || new Mask(target.get()).matches(network.server())
                        || network.user(target.get()).isPresent();
        if (!asked) {
            pushes.noSuchServer(target.get());
        }
        return asked;
    }

    @Override
    public void lusers(Optional<String> mask, Optional<String> target) {
        synchronized (network) {
            if (isAsked(target)) {
                lusers();
            }
        }
    }

    /** RFC 2812 5.1: counts that are zero are not sent, but for the first and the last. */
    private void lusers() {
        synchronized (network) {
            int all = network.users().size();
            long here = network.users().stream().filter(User::isLocal).count();
            long invisible = network.users().stream().filter(User::isInvisible).count();
            pushes.users(
                    "There are "
                            + (all - invisible)
                            + " users and "
                            + invisible
                            + " invisible on 1 servers");
            if (network.unknown() > 0) {
                pushes.unknownConnections(network.unknown());
            }
            if (!network.channels().isEmpty()) {
                pushes.channels(network.channels().size());
            }
            pushes.clients("I have " + here + " clients and 0 servers");
            pushes.localUsers((int) here, network.mostUsers());
            pushes.globalUsers(all, network.mostUsers());
        }
    }

    @Override
    public void motd(Optional<String> target) {
        synchronized (network) {
            if (isAsked(target)) {
                motd();
            }
        }
    }

    private void motd() {
        pushes.motdStart("- " + network.server() + " message of the day");
        pushes.motd("- hi");
        pushes.motdEnd();
    }

    @Override
    public void version(Optional<String> target) {
        synchronized (network) {
            if (isAsked(target)) {
                pushes.version(VERSION, "Ropewalk");
                support();
            }
        }
    }

    @Override
    public void time(Optional<String> target) {
        synchronized (network) {
            if (isAsked(target)) {
                pushes.time(network.now().toString());
            }
        }
    }

    @Override
    public void info(Optional<String> target) {
        synchronized (network) {
            if (isAsked(target)) {
                pushes.info("Ropewalk's example of IRC, since " + network.created());
                network.link().report().forEach(pushes::info);
                pushes.infoEnd();
            }
        }
    }

    @Override
    public void oper(String name, String password) {}
}
