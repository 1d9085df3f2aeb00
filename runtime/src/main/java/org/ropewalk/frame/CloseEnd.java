package org.ropewalk.frame;

import org.ropewalk.reactor.Input;

/** A payload that ends with the input. */
final class CloseEnd implements RegionEnd {
    private long received;

    @Override
    public Progress read(Input input, RegionSink sink) {
        sink.put(input.array(), input.position(), input.limit());
        received += input.remaining();
        input.consumeAll();
        return Progress.MORE;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public boolean endsWithInput() {
        return true;
    }
}
