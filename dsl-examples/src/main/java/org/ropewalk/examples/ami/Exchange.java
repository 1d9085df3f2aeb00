package org.ropewalk.examples.ami;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.ami.Ami.Channel;
import org.ropewalk.examples.ami.Ami.Refused;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;

/** The calls of a telephone exchange, and the managers that are told of them; any thread. */
final class Exchange {
    /** Calls at a time. */
    private static final int MOST = 1_000;

    private static final String STATE = "Ringing";

    /** The managers that receive events of calls. */
    private final Group calls = new Group();

    /** The managers that receive events of managers. */
    private final Group users = new Group();

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private long lastId;

    /**
     * Sends a manager events of these classes from now on.
     *
     * @return whether it receives any
     */
    boolean listen(Peer peer, List<String> mask) {
        boolean all = isNamed("on", mask) || isNamed("all", mask);
        boolean toCalls = all || isNamed("call", mask);
        boolean toUsers = all || isNamed("user", mask);
        choose(calls, peer, toCalls);
        choose(users, peer, toUsers);
        return toCalls || toUsers;
    }

    private static boolean isNamed(String kind, List<String> mask) {
        return mask.stream().anyMatch(kind::equalsIgnoreCase);
    }

    private static void choose(Group group, Peer peer, boolean in) {
        if (in) {
            group.add(peer);
        } else {
            group.remove(peer);
        }
    }

    /** The calls. */
    synchronized List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    /** Begins a call to {@code device}, and tells the managers of it. */
    void originate(String device, Optional<String> callerId) throws Refused {
        if (!device.contains("/")) {
            throw new Refused("Invalid channel");
        }
        Channel channel = begin(device, callerId);
        AmiPushes.to(calls)
                .newChannel(
                        channel.channel(),
                        channel.uniqueId(),
                        channel.state(),
                        callerId.map(id -> Map.of("CallerIDNum", id)).orElse(Map.of()));
    }

    private synchronized Channel begin(String device, Optional<String> callerId) throws Refused {
        if (channels.size() == MOST) {
            throw new Refused("Too many channels");
        }
        long id = ++lastId;
        String name = device + "-" + HexFormat.of().toHexDigits((int) id);
        Channel channel = new Channel(name, "exchange-" + id, STATE, callerId);
        channels.put(name, channel);
        return channel;
    }

    /** Ends a call, and tells the managers of it. */
    void hangup(String name, int cause) throws Refused {
        Channel channel = end(name);
        AmiPushes.to(calls).hangup(channel.channel(), channel.uniqueId(), cause, Map.of());
    }

    private synchronized Channel end(String name) throws Refused {
        Channel channel = channels.remove(name);
        if (channel == null) {
            throw new Refused("No such channel");
        }
        return channel;
    }

    /** Tells the managers what one of them sends. */
    void userEvent(String name, Map<String, String> values) {
        AmiPushes.to(users).userEvent(name, values);
    }
}
