"""The channel layer of one process: what is sent arrives once at each member, and housekeeping is rare."""

import pytest

from core.layers import OneProcessLayer


async def test_a_message_reaches_each_member_of_the_group_and_nobody_else() -> None:
    layer = OneProcessLayer()
    names = [await layer.new_channel() for _ in range(3)]
    for name in names[:2]:
        await layer.group_add("room", name)
    await layer.group_send("room", {"type": "bell"})
    assert [await layer.receive(name) for name in names[:2]] == [{"type": "bell"}] * 2
    assert names[2] not in layer.channels


async def test_a_member_that_does_not_read_holds_up_nobody() -> None:
    layer = OneProcessLayer(capacity=1)
    for name in ("deaf", "hearing"):
        await layer.group_add("room", name)
    for number in (1, 2):
        await layer.group_send("room", {"type": "bell", "number": number})
        assert (await layer.receive("hearing"))["number"] == number


async def test_what_expired_is_looked_for_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    layer, looked = OneProcessLayer(), []
    monkeypatch.setattr("channels.layers.InMemoryChannelLayer._clean_expired", lambda self: looked.append(1))
    for _ in range(50):
        await layer.group_send("room", {"type": "bell"})
    assert looked == [1]
    layer.cleaned_at -= 11
    await layer.group_send("room", {"type": "bell"})
    assert looked == [1, 1]
