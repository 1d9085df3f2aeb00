package org.ropewalk.it.modem;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.server.Peer;

final class ModemHandler implements Modem, Modem.Sending {
    private final List<Message> messages = new ArrayList<>();
    private final Peer peer;
    private String number;

    ModemHandler(Peer peer) {
        this.peer = peer;
    }

    @Override
    public List<Message> list(String status) {
        return messages;
    }

    @Override
    public Sending send(String number) throws Failed {
        if (!number.startsWith("+")) {
            throw new Failed(304);
        }
        this.number = number;
        return this;
    }

    @Override
    public int text(String text) {
        int index = messages.size() + 1;
        messages.add(new Message(index, "SENT", number, text));
        ModemPushes.to(peer).message("SM", index);
        return index;
    }
}
