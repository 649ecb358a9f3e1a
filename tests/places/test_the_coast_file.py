"""coast.xz: what is written is what is read, and the one we ship holds the world."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groups.places import coast_pack
from groups.places.coast_file import Grid, Ring, read, write
from groups.places.coast_pack import rings_of, with_levels, without_seam

GRID = Grid(0.01, 0.01, -180.0, -90.0)
numbers = st.lists(st.integers(-100_000, 100_000), min_size=3, max_size=20)


@settings(max_examples=50, deadline=None)
@given(rings=st.lists(numbers, min_size=1, max_size=5))
def test_what_is_written_is_what_is_read(tmp_path_factory, rings):
    path = tmp_path_factory.mktemp("coast") / "coast.xz"
    written = [Ring(xs, xs[::-1], bytes(len(xs))) for xs in rings]
    write(path, GRID, written)
    grid, found = read(path)
    assert grid == GRID
    assert list(found) == written


def test_the_file_we_ship_holds_the_world_and_is_small():
    grid, rings = read(coast_pack.FILE)
    assert len(list(rings)) > 4000
    assert 0.001 < grid.y_step < 0.004
    assert coast_pack.FILE.stat().st_size < 1_200_000


def test_topojson_rings_are_turned_so_that_land_is_on_the_left():
    clockwise = [[0, 0], [0, 5], [5, 0], [0, -5], [-5, 0]]
    topology = {"arcs": [clockwise], "objects": {"land": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}}}
    (ring,) = rings_of(topology)
    assert ring == [(5, 0), (5, 5), (0, 5), (0, 0)]


def test_an_island_cut_at_the_antimeridian_is_put_together():
    western = [(350, 10), (360, 10), (360, 20), (350, 20)]
    eastern = [(0, 20), (0, 10), (10, 10), (10, 20)]
    (ring,) = without_seam([western, eastern], 360)
    assert set(zip(*ring, strict=True)) == set(western + eastern)


def test_an_island_elsewhere_is_left_alone():
    assert list(without_seam([[(1, 1), (5, 1), (5, 5)]], 360)) == [([1, 5, 5], [1, 1, 5])]


@pytest.mark.parametrize(("bump_km", "level"), [(0.5, 0), (1.5, 1), (4.0, 2), (200.0, 6)])
def test_a_point_belongs_to_drawings_that_would_be_wrong_without_it(bump_km, level):
    bump = round(bump_km / 111.195 / 0.01 * 10)
    fine = Grid(0.001, 0.001, -180.0, -90.0)
    xs, ys = [0, 5000, 10_000, 10_000, 0], [90_000, 90_000 - bump, 90_000, 100_000, 100_000]
    assert with_levels(fine, xs, ys).levels[1] == level
