package io.upsurge.simulate;

/**
 * Some of the nodes: a share of them or a fixed number.
 *
 * @param share share of the nodes, 0 to 1; ignored where a number is given
 * @param number number of nodes; 0 where a share is given
 */
public record Amount(double share, int number) {
    /** All of them. */
    public static final Amount ALL = new Amount(1, 0);

    /** How many of a total it is: a share is rounded up, as Kubernetes does; never more than the total. */
    public int of(int total) {
        return number > 0 ? Math.min(number, total) : (int) Math.min(total, Math.ceil(share * total - 1e-9));
    }
}
