package io.upsurge.detect.node;

import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.pack.Packer;
import io.upsurge.pack.Unpacker;

/** Packed form of a cell. Most were watched as long as their container, saw no start and have no base. */
final class CellForm {
    /** Its time or its burst is written. */
    private static final int OWN_TIME = 1;
    /** Its base is written. */
    private static final int BASE = 2;

    private CellForm() {}

    static void pack(Cell cell, long rowExposureMs, Packer out) {
        boolean ownTime = cell.exposureMs() != rowExposureMs || cell.burst() != 0;
        boolean base = cell.base() != 0;
        out.real(cell.calls()).number((ownTime ? OWN_TIME : 0) | (base ? BASE : 0));
        if (ownTime) {
            out.number(cell.exposureMs()).real(cell.burst());
        }
        if (base) {
            out.real(cell.base());
        }
    }

    static Cell unpack(long rowExposureMs, Unpacker in) {
        double calls = in.real();
        long form = in.number();
        boolean ownTime = (form & OWN_TIME) != 0;
        long exposureMs = ownTime ? in.number() : rowExposureMs;
        double burst = ownTime ? in.real() : 0;
        return new Cell(calls, exposureMs, burst, (form & BASE) != 0 ? in.real() : 0);
    }
}
