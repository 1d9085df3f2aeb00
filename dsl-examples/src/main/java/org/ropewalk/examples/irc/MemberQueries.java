package org.ropewalk.examples.irc;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Names;
import org.ropewalk.examples.value.UserHost;

/** What a registered client asks about others. */
final class MemberQueries implements UserQueries {
    private static final Mask EVERYBODY = new Mask("*");

    /** RFC 2812 3.6.1: {@code WHO 0} asks for everybody. */
    private static final String ZERO = "0";

    /** RFC 2812 3.6.1: {@code WHO mask o} asks for operators, which there are none of. */
    private static final Optional<String> OPERATORS = Optional.of("o");

    /** RFC 2812 4.8: names of one USERHOST. */
    private static final int MAX_HOSTS = 5;

    /** Characters of the channels in one line, which has 510. */
    private static final int CHANNELS_ROOM = 380;

    private final Network network;
    private final User user;
    private final IrcPushes pushes;

    MemberQueries(Network network, User user) {
        this.network = network;
        this.user = user;
        this.pushes = user.pushes();
    }

    // ---- WHO

    @Override
    public void who(Optional<Mask> mask, Optional<String> flag) {
        synchronized (network) {
            Mask wanted = mask.orElse(EVERYBODY);
            Optional<Channel> channel = network.channel(wanted.text());
            if (flag.equals(OPERATORS)) {
                pushes.whoEnd(wanted.text());
                return;
            }
            if (channel.isPresent()) {
                channel.filter(found -> found.isVisibleTo(user)).ifPresent(this::tellMembers);
            } else {
                Mask names = wanted.text().equals(ZERO) ? EVERYBODY : wanted;
                for (User other : network.users()) {
                    if (isAsked(other, names)) {
                        tellWho("*", other, "");
                    }
                }
            }
            pushes.whoEnd(wanted.text());
        }
    }

    private void tellMembers(Channel channel) {
        boolean isMember = channel.has(user);
        for (User member : channel.members()) {
            if (isMember || !member.isInvisible()) {
                tellWho(channel.name(), member, channel.mark(member));
            }
        }
    }

    /** An invisible user is found by its whole name, or by one that shares a channel with it. */
    private boolean isAsked(User other, Mask mask) {
        if (mask.isExact()) {
            return Names.lower(mask.text()).equals(Names.lower(other.nick()))
                    || isSeen(other) && matches(other, mask);
        }
        return isSeen(other) && matches(other, mask);
    }

    private boolean isSeen(User other) {
        return other == user
                || !other.isInvisible()
                || other.channels().stream().anyMatch(channel -> channel.has(user));
    }

    private boolean matches(User other, Mask mask) {
        Irc.Prefix prefix = other.prefix();
        return mask.matches(prefix.nick())
                || mask.matches(prefix.user())
                || mask.matches(prefix.host())
                || mask.matches(network.server())
                || mask.matches(other.realName().toString());
    }

    private void tellWho(String channel, User other, String mark) {
        Irc.Prefix prefix = other.prefix();
        String flags = (other.away().isPresent() ? "G" : "H") + mark;
        pushes.who(channel, prefix.user(), prefix.host(), prefix.nick(), flags, other.realName());
    }

    // ---- WHOIS and WHOWAS

    @Override
    public void whois(String target, List<String> nicknames) {
        synchronized (network) {
            if (Names.lower(target).equals(Names.lower(network.server()))
                    || network.user(target).isPresent()) {
                whois(nicknames);
            } else {
                pushes.noSuchServer(target);
            }
        }
    }

    @Override
    public void whois(List<String> nicknames) {
        synchronized (network) {
            for (String nickname : nicknames) {
                network.user(nickname)
                        .ifPresentOrElse(
                                this::tellWhois,
                                () -> pushes.noSuchNick(Names.parameter(nickname)));
                pushes.whoisEnd(Names.parameter(nickname));
            }
        }
    }

    private void tellWhois(User other) {
        Irc.Prefix prefix = other.prefix();
        pushes.whoisUser(prefix.nick(), prefix.user(), prefix.host(), other.realName());
        pushes.whoisServer(prefix.nick(), "Ropewalk");
        List<String> channels =
                other.channels().stream()
                        .filter(channel -> isShown(channel, other))
                        .map(channel -> channel.mark(other) + channel.name())
                        .toList();
        for (List<String> line : Names.inLines(channels, CHANNELS_ROOM)) {
            pushes.whoisChannels(prefix.nick(), line);
        }
        other.tellAway(user);
        pushes.whoisIdle(prefix.nick(), other.idleSeconds(), other.registeredSeconds());
    }

    /** The channels of an invisible user are known to those who are in them. */
    private boolean isShown(Channel channel, User other) {
        return channel.has(user)
                || other == user
                || channel.isVisibleTo(user) && !other.isInvisible();
    }

    @Override
    public void whowas(List<String> nicknames, OptionalInt count, Optional<String> server) {
        synchronized (network) {
            int most = count.orElse(0) > 0 ? count.getAsInt() : Integer.MAX_VALUE;
            for (String nickname : nicknames) {
                List<Network.Past> found = network.past(new Mask(nickname));
                if (found.isEmpty()) {
                    pushes.wasNoSuchNick(Names.parameter(nickname));
                }
                found.stream().limit(most).forEach(this::tellWhowas);
                pushes.whowasEnd(Names.parameter(nickname));
            }
        }
    }

    private void tellWhowas(Network.Past past) {
        pushes.whowasUser(past.nick(), past.user(), past.host(), past.realName());
        pushes.whoisServer(past.nick(), past.when().toString());
    }

    @Override
    public void noName() {}

    // ---- ISON and USERHOST

    @Override
    public Present ison(List<String> nicknames) {
        synchronized (network) {
            return new Present(
                    nicknames.stream()
                            .flatMap(name -> network.user(name).stream())
                            .map(User::nick)
                            .toList());
        }
    }

    @Override
    public Hosts userhost(List<String> nicknames) {
        synchronized (network) {
            return new Hosts(
                    nicknames.stream()
                            .limit(MAX_HOSTS)
                            .flatMap(name -> network.user(name).stream())
                            .map(MemberQueries::host)
                            .toList());
        }
    }

    private static UserHost host(User other) {
        Irc.Prefix prefix = other.prefix();
        return new UserHost(prefix.nick(), other.away().isPresent(), prefix.user(), prefix.host());
    }
}
