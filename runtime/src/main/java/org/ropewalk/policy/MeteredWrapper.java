package org.ropewalk.policy;

import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;

/** A wrapper that is shown what goes each way. */
abstract class MeteredWrapper extends ProtocolWrapper {
    /** How much of the shared output was shown already. */
    private int shown;

    MeteredWrapper(Protocol wrapped) {
        super(wrapped);
    }

    /** These bytes have arrived, and the protocol has consumed them. */
    abstract void consumed(byte[] bytes, int from, int to);

    /** These bytes go. */
    abstract void written(byte[] bytes, int from, int to);

    @Override
    public void inputReceived(Input input) {
        byte[] bytes = input.array();
        int from = input.position();
        beginTurn();
        try {
            super.inputReceived(input);
        } finally {
            if (input.position() > from) {
                consumed(bytes, from, input.position());
            }
            showOutput();
        }
    }

    private void beginTurn() {
        shown = isServed() ? output().position() : 0;
    }

    private void showOutput() {
        if (isServed()) {
            Output output = output();
            if (output.position() > shown) {
                written(output.array(), shown, output.position());
            }
            shown = output.position();
        }
    }

    @Override
    public boolean flushIfFull() {
        showOutput();
        boolean more = super.flushIfFull();
        beginTurn();
        return more;
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        showOutput();
        if (isOpen()) {
            written(data, offset, offset + length);
        }
        super.write(data, offset, length);
        beginTurn();
    }
}
