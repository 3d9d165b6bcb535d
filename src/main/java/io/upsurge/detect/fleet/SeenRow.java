package io.upsurge.detect.fleet;

import io.upsurge.detect.node.NodeRow;
import io.upsurge.detect.node.NodeRow.Cell;
import io.upsurge.detect.signal.GroupId;
import java.util.List;

/** A row of a window, and its cells by the number of their key. */
final class SeenRow {
    private final NodeRow row;
    private final Cell[] cells;

    /**
     * Looks up the cells.
     *
     * @param row the row
     * @param keys groups of the workload's keys; the number of a key is its place here
     */
    SeenRow(NodeRow row, List<GroupId> keys) {
        this.row = row;
        this.cells = new Cell[keys.size()];
        for (int key = 0; key < cells.length; key++) {
            cells[key] = row.cells().get(keys.get(key));
        }
    }

    NodeRow row() {
        return row;
    }

    /** The cell of a key; null where it has never called. */
    Cell cell(int key) {
        return cells[key];
    }
}
