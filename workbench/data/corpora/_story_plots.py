"""What can happen in a story, at home and among friends.

A plot is a row of beats; for each beat one of several templates is told. ``{slot}`` is a word of
this story, ``[a|b]`` a choice made on the spot. Each scene fills the slots that belong together, so
that what goes wrong, what is done about it, and what comes of it fit each other.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plot:
    """``scenes``: slot values, one set per story; ``beats``: the templates of each sentence group.

    A story that happens ``indoors`` does not begin with a walk.
    """

    scenes: tuple[dict[str, str], ...]
    beats: tuple[tuple[str, ...], ...]
    indoors: bool = False


def scenes(slots: str, *rows: str) -> tuple[dict[str, str], ...]:
    """Scenes from a table: slot names, then a row of values for each scene, parted by ``;``."""
    names = slots.split()
    table = [[value.strip() for value in row.split(";")] for row in rows]
    return tuple(dict(zip(names, row, strict=True)) for row in table)


LOST = Plot(
    scenes("none", ""),
    (
        (
            "But when {he} [looked around|reached into {his} bag|sat down to play], {his} {toycolour} {toy} was gone.",
            "Then something sad happened: {hero} lost {his} {toycolour} {toy}.",
            "{hero} had {his} {toycolour} {toy} with {him}, but on the way {he} dropped it.",
        ),
        (
            '"Oh no! Where is my {toy}?" {he} cried.',
            "{He} [felt very sad|began to cry], because the {toy} was a present from {his} {elder}.",
            '"I must find it," {he} said, and {he} looked everywhere.',
        ),
        (
            '{He} asked {friend}, "Have you seen my {toy}?" {friend} shook {fhis} head. "No, but I will help you."',
            '{friend} saw that {hero} was sad. "Do not worry," said {friend}. "We will look for it together."',
            '"When did you see it last?" asked {friend}. {hero} thought hard and said, "When I was at {place}."',
        ),
        (
            "They looked [behind the door|under the stairs|in every corner], but the {toy} was not there.",
            "They looked up and they looked down. They found a [button|feather|coin], but no {toy}.",
            "First they searched the [road|path|steps]. Then they searched {place}.",
        ),
        (
            "At last {friend} looked {spot}. There lay the {toycolour} {toy}!",
            "Then {hero} saw something {toycolour} {spot}. It was the {toy}!",
            "{Spot} they found it at last: the {toycolour} {toy}, [a little dirty|quite wet|as good as new].",
        ),
        (
            '"Thank you, {friend}!" said {hero}. "Without you I would never have found it."',
            "{hero} was so glad that {he} let {friend} play with the {toy} all {time}.",
            '{hero} hugged the {toy} and thanked {friend}. "That is what friends are for," said {friend}.',
        ),
    ),
)

SHARING = Plot(
    scenes(
        "trouble because",
        "had forgotten {fhis} lunch; {fhe} had left home in a hurry",
        "had dropped {fhis} basket in the mud; the path was slippery",
        "had nothing to eat; a goose had stolen {fhis} bread",
        "had given everything away; {fhe} had met a hungry bird",
    ),
    (
        (
            "{hero} had a [basket|bag|box] full of {food}, and {he} was looking forward to them.",
            "{His} {elder} had given {him} some {food} for the way.",
            "{hero} sat down and counted {his} {food}. There were [three|four|six|seven|ten] of them.",
        ),
        (
            "There sat {friend}, all alone. {fHe} {trouble}, because {because}.",
            "Then {friend} came along, looking sad. {fHe} {trouble}.",
            '"Why do you look so sad?" {he} asked {friend}. {friend} {trouble}, for {because}.',
        ),
        (
            "At first {hero} wanted to keep all the {food} for {himself}.",
            "{hero} looked at {his} {food}, and then {he} looked at {friend}.",
            "{hero} was hungry too, and {he} did not know what to do.",
        ),
        (
            'But then {he} thought, "If I were hungry, {friend} would share with me."',
            'But {he} remembered what {his} {elder} had said: "Shared {food} taste better."',
            "But it is no fun to eat alone while a friend is hungry.",
        ),
        (
            '"Here," said {hero}, "half of the {food} are for you."',
            "So {he} gave {friend} half of {his} {food}.",
            '{He} pushed the {food} over to {friend} and said, "Let us eat together."',
        ),
        (
            '{friend} ate and {friendly}. "You are so kind," {fhe} said.',
            "Soon {friend} was not hungry any more, and both of them {friendly}.",
            '"Thank you! Tomorrow I will bring something for you," said {friend}, and {fhe} did.',
        ),
    ),
)

SKILL = Plot(
    scenes(
        "skill fail done tip",
        "ride a bicycle; {he} fell into the grass; rode all the way around {place}; look ahead and not at your feet",
        "swim; {he} swallowed a mouthful of water; swam to the other side; kick slowly and breathe",
        "whistle; only air came out; whistled a whole song; make your lips round and blow gently",
        "skate; {his} feet slid away; glided over the ice like a bird; bend your knees a little",
        "bake bread; it came out flat and hard; baked a loaf that was golden and round; give the dough time to rest",
        "read; the letters seemed to jump; read a whole page out loud; follow the letters with your finger",
        "juggle; the balls rolled under the table; kept three balls in the air; begin with one ball",
        "climb the rope; {he} slid down again; reached the very top; hold on with your feet too",
        "draw a horse; it looked like a potato; drew a horse that seemed to gallop; begin with big round shapes",
        "tie a knot; the string came loose; tied a knot that held; go over, under and through",
    ),
    (
        (
            "More than anything, {hero} wanted to learn to {skill}.",
            '"I wish I could {skill}," said {hero}.',
            "{friend} could already {skill}, but {hero} could not.",
        ),
        (
            "{He} tried once, but {fail}. {He} tried again, and again {fail}.",
            "So {he} tried. But {fail}, and {he} was [angry|sad|ashamed].",
            'The first time {he} tried, {fail}. "This is too hard!" {he} said.',
        ),
        (
            '"Do not give up," said {friend}. "You must {tip}."',
            '{His} {elder} [smiled|laughed]. "I could not do it at first either," {ehe} said. "Just {tip}."',
            '"Shall I tell you a secret?" asked {friend}. "You have to {tip}."',
        ),
        (
            "So {hero} practised every day, in the morning and in the evening.",
            "{hero} took a deep breath and tried once more.",
            "Day after day {hero} practised, [even when it rained|even when {he} was tired].",
        ),
        (
            "And one {time}, {he} {done}!",
            "Then, all at once, it worked: {he} {done}.",
            "On the [third|fifth|seventh] day {he} {done}, and nobody was more surprised than {hero}.",
        ),
        (
            '"I can do it!" {he} shouted. "I can {skill}!"',
            '{friend} clapped {fhis} hands. "I knew you could do it!" {fhe} said.',
            "{hero} was proud, because {he} had not given up.",
        ),
    ),
)

BROKEN = Plot(
    scenes(
        "thing act acted result mend",
        "blue vase; threw a ball; thrown a ball; fell from the shelf and broke in two; glued it together",
        "favourite cup; climbed on the table; climbed on the table; lost its handle; glued the handle on",
        "rocking chair; stood on it; stood on the seat; tipped over and lost a leg; put the leg back on",
        "reading lamp; ran around the table; run around the table; tipped over and went out; put in a new bulb",
        "old clock; turned the key; turned the wrong key; made a noise and stopped; cleaned its wheels",
        "glass bowl; danced on the rug; danced on the rug; slipped and cracked; made a candle holder of it",
        "picture; jumped on the bed; jumped on the bed; dropped from the wall; put it into a stronger frame",
    ),
    (
        (
            "{hero} saw the {thing} of {his} {elder}. Then {he} {act}, although {he} knew better.",
            "In front of {his} {elder}'s {thing}, {hero} had {acted}, and that was not a good idea.",
            "{hero} was [bored|wild|silly], so {he} {act}.",
        ),
        (
            "Bump! The {thing} {result}.",
            "Then it happened: the {thing} {result}.",
            "{His} {elder}'s {thing} {result}.",
        ),
        (
            '{hero} was [afraid|frightened]. "What shall I do now?" {he} whispered.',
            "{His} heart was beating fast. {He} wanted to [hide|run away|hide the {thing}].",
            '"Maybe nobody will notice," {he} thought, but {he} felt [bad|sick|unhappy].',
        ),
        (
            '{His} friend {friend} said, "You should tell the truth. It is always better."',
            '{He} told {his} friend {friend} about it. "Go and say that you are sorry," said {friend}.',
            "{He} thought about it for a long time, and {he} knew what was right.",
        ),
        (
            'So {hero} went to {his} {elder} and said, "I broke the {thing}. I am sorry."',
            '"{Call}, it was me," said {hero}. "I broke your {thing}, and I am very sorry."',
        ),
        (
            '{His} {elder} was quiet for a moment. Then {ehe} said, "Thank you for telling me the truth."',
            '{His} {elder} was not angry. "Things can break," {ehe} said, "but I am glad that you are honest."',
        ),
        (
            "Together they {mend}.",
            "They sat down at the kitchen table and {mend}, and it [was almost as good as new|looked even nicer].",
        ),
    ),
    indoors=True,
)

QUARREL = Plot(
    scenes(
        "reason heropick friendpick peace",
        'who was the fastest; "I am!"; "No, I am!"; ran side by side and reached the tree together',
        'what to play; "Let us play pirates!"; "No, I want to play school!"; played a school for pirates',
        'what to build; "A castle!"; "No, a ship!"; built a castle that stood on a ship',
        'who should go first; "Me first!"; "No, it is my turn!"; took turns, and it was much more fun',
        'which way to go; "To the left!"; "No, to the right!"; found that both paths led to the same place',
        'what to paint; "The sun!"; "No, the rain!"; painted both, and there was a rainbow between them',
    ),
    (
        (
            "But {hero} and {friend} began to quarrel about {reason}.",
            "They did not agree about {reason}.",
            "Then came a quarrel. It was about {reason}.",
        ),
        (
            "{heropick} shouted {hero}. {friendpick} shouted {friend}.",
            "{heropick} said {hero}. {friendpick} said {friend}, and {fhe} [stamped {fhis} foot|crossed {fhis} arms].",
        ),
        (
            "{friend} turned around and went home without a word.",
            "{hero} sat down on one side of {place}, and {friend} sat down on the other.",
            '"Then I will not play with you any more!" said {friend}.',
        ),
        (
            "It was very quiet. {hero} tried to play alone, but it was no fun.",
            "{hero} kicked a stone. {He} was angry at first, and then {he} was only sad.",
            "After a while {hero} missed {friend}, and {friend} missed {hero}.",
        ),
        (
            '"I am sorry," said {hero} [in a small voice|at last]. "I am sorry too," said {friend}.',
            'So {hero} picked {a_colour} flower and gave it to {friend}. "Shall we be friends again?" {he} asked.',
        ),
        (
            "Then they {peace}.",
            "They shook hands, and after that they {peace}.",
        ),
    ),
)

EVERYDAY = (LOST, SHARING, SKILL, BROKEN, QUARREL)
